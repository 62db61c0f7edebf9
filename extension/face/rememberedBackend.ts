import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { backends, type Backend } from './backend.ts'

export const rememberedKey = 'backend'
const Remembered = v.strictObject({ backend: v.picklist(backends), browser: v.string() })
export type Remembered = v.InferOutput<typeof Remembered>

/** The backend that was chosen the last time; null in another version of the browser, whose drivers may differ. */
export async function rememberedBackend(): Promise<Backend | null> {
  const { [rememberedKey]: stored } = await browser.storage.local.get(rememberedKey)
  const parsed = v.safeParse(Remembered, stored)
  return parsed.success && parsed.output.browser === navigator.userAgent ? parsed.output.backend : null
}
