import browser from 'webextension-polyfill'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { PassphraseLock } from '../storage/vault/passphraseLock.ts'
import { countTry, triesName } from './countTry.ts'
import { openLock } from './openLock.ts'

/**
 * The vault key behind a passphrase, which counts as a try. Whoever has it wipes it.
 *
 * @throws ZAuthError `passphrase_wrong`, `too_many_tries`
 */
export async function keyBehind(lock: PassphraseLock, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  // One after the other, in all windows.
  return await navigator.locks.request('passphrase', async () => {
    await countTry()
    const key = await openLock(lock, passphrase)
    if (!key) throw new ZAuthError('passphrase_wrong')
    await browser.storage.local.remove(triesName)
    return key
  })
}
