import * as v from 'valibot'
import { backends } from '../../face/backend.ts'
import { Preferences, usual } from '../../movements/preferences.ts'
import { languages } from '../../words/languages.ts'

/** The key in extension storage that holds the settings. */
export const settingsKey = 'settings'

/** Minutes without a sign-in or an unlocking after which the keys are locked again. */
export const lockDelays = [5, 15, 60, 240] as const

/** Whether a camera window may open by itself: wherever the person has allowed a verifier, or nowhere before she asks for it. */
const automatic = v.picklist(['granted', 'ask'])

/**
 * What a person prefers, on this device. Each has its usual value where she never chose, or where what is stored cannot be
 * read: one that is damaged does not take the others with it.
 */
export const Settings = v.object({
  automatic: v.fallback(v.optional(automatic, 'granted'), 'granted'),
  /** The same for single verifiers, by their issuer; it goes before `automatic`. */
  automaticAt: v.fallback(v.optional(v.record(v.string(), automatic), {}), {}),
  theme: v.fallback(v.optional(v.picklist(['system', 'light', 'dark']), 'system'), 'system'),
  /** BCP 47; null for the browser's. */
  language: v.fallback(v.nullish(v.picklist(languages), null), null),
  /** The browser's id of the camera that she chose; null for the browser's first. */
  camera: v.fallback(v.nullish(v.string(), null), null),
  /** The backend that she chose; null for the fastest. */
  backend: v.fallback(v.nullish(v.picklist(backends), null), null),
  /** How she likes to be guided through movements. */
  movements: v.fallback(v.optional(Preferences, usual), usual),
  /** Null for not before the browser ends. Of no effect without a passphrase. */
  lockAfter: v.fallback(v.nullish(v.picklist(lockDelays), null), null),
  /** Whether the keys are locked as well when the computer has slept. Of no effect without a passphrase. */
  lockOnSleep: v.fallback(v.optional(v.boolean(), true), true),
})
export type Settings = v.InferOutput<typeof Settings>
