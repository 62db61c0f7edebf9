import browser from 'webextension-polyfill'
import { unlockedName } from '../storage/vault/unlockedKey.ts'

/** Locks the keys now: the vault key is forgotten until the passphrase opens it again. Without a passphrase nothing happens. */
export async function lock(): Promise<void> {
  await browser.storage.session.remove(unlockedName)
}
