import browser from 'webextension-polyfill'
import type { Backend } from './backend.ts'
import { wantedKey } from './wantedBackend.ts'

/** Notes what the person chose. */
export async function wantBackend(backend: Backend | null): Promise<void> {
  if (backend === null) await browser.storage.local.remove(wantedKey)
  else await browser.storage.local.set({ [wantedKey]: backend })
}
