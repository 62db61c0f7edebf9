import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { backends, type Backend } from './backend.ts'

export const wantedKey = 'wantedBackend'

/** The backend that the person chose on the options page; null for the fastest. */
export async function wantedBackend(): Promise<Backend | null> {
  const { [wantedKey]: stored } = await browser.storage.local.get(wantedKey)
  return v.is(v.picklist(backends), stored) ? stored : null
}
