import browser from 'webextension-polyfill'
import { toBase64url } from '../../../shared/protocol/encoding.ts'
import { awakeName, unlockedName, type UnlockedKey } from './unlockedKey.ts'

/** Keeps a vault key in the memory of this browser session. */
export async function keepUnlocked(key: Uint8Array<ArrayBuffer>): Promise<void> {
  const now = Date.now()
  const unlocked: UnlockedKey = { key: toBase64url(key), usedAt: now }
  await browser.storage.session.set({ [unlockedName]: unlocked, [awakeName]: now })
}
