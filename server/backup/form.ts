import * as v from 'valibot'
import type { CollectionName } from '../store/collections.ts'

/** What a backup is, for whoever writes and whoever reads one (docs/operate.md). */

/** Goes up when an older program could not read it. */
export const formVersion = 1
export const headName = 'zauth-backup.json'
export const manifestName = 'manifest.json'

/** The first entry. */
export const Head = v.looseObject({
  version: v.number(),
  /** Milliseconds since 1970: when it began. Whatever was confirmed before is in it. */
  madeAt: v.number(),
  issuer: v.string(),
})
export type Head = v.InferOutput<typeof Head>

/** What the settings that come along are called where they are restored. */
export const restoredSettings = 'restored-zauth.toml'

/** Where there are more entries than this, what the manifest says of so many stands in a part of its own behind them. */
export const mostInManifest = 100_000
export const manifestPart = (number: number): string => `manifest-${String(number).padStart(6, '0')}.json`

/** The last entry: every one before, back to the part of the manifest before it, if there is one. */
export const Manifest = v.array(v.strictObject({ name: v.string(), size: v.number(), sha256: v.string() }))
export type Manifest = v.InferOutput<typeof Manifest>

/** In the order in which they are read: an account names its devices. What lives for minutes is left out: it would be over, or good a second time. */
export const keptCollections = [
  'accounts',
  'devices',
  'tries',
  'recoveryCodes',
  'enrolmentTickets',
] as const satisfies readonly CollectionName[]
export type KeptCollection = (typeof keptCollections)[number]

/** Behind the end of the tar, where other programs stop to read: the hash of all before it. */
const ending = 'zauth-backup-sha256:'
export const endingLength = ending.length + 64 + 1
export const endingOf = (sha256: string): string => `${ending}${sha256}\n`
