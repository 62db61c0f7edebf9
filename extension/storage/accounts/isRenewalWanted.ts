import browser from 'webextension-polyfill'
import { renewalKey } from './renewalKey.ts'

/** Whether the person wants her face taken anew at the next sign-in with a device. */
export async function isRenewalWanted(device: string): Promise<boolean> {
  const key = renewalKey(device)
  return (await browser.storage.local.get(key))[key] === true
}
