import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { readSettings } from './readSettings.ts'
import { UnlockedKey, unlockedName } from './unlockedKey.ts'

/**
 * The vault key that a passphrase has opened in this browser session; null when none has, or when it has not been used for so
 * long that it is to be locked, which it then is.
 */
export async function readUnlockedKey(now = Date.now()): Promise<UnlockedKey | null> {
  const { [unlockedName]: stored } = await browser.storage.session.get(unlockedName)
  const parsed = v.safeParse(UnlockedKey, stored)
  if (!parsed.success) return null
  const { lockAfter } = await readSettings()
  const idle = now - parsed.output.usedAt
  // A clock that was set back must not keep it open.
  if (lockAfter === null || (idle >= 0 && idle < 60_000 * lockAfter)) return parsed.output
  await browser.storage.session.remove(unlockedName)
  return null
}
