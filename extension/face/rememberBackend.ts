import browser from 'webextension-polyfill'
import type { Backend } from './backend.ts'
import { rememberedKey, type Remembered } from './rememberedBackend.ts'

/** Notes which backend was chosen, and in which version of the browser. */
export async function rememberBackend(backend: Backend): Promise<void> {
  await browser.storage.local.set({ [rememberedKey]: { backend, browser: navigator.userAgent } satisfies Remembered })
}
