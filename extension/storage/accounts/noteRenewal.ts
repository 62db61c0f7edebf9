import browser from 'webextension-polyfill'
import { renewalKey } from './renewalKey.ts'

/** Notes whether the person wants her face taken anew at the next sign-in with a device. */
export async function noteRenewal(device: string, wanted: boolean): Promise<void> {
  if (wanted) await browser.storage.local.set({ [renewalKey(device)]: true })
  else await browser.storage.local.remove(renewalKey(device))
}
