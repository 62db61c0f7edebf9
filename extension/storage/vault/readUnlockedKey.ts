import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { readSettings } from '../settings/readSettings.ts'
import { awakeName, UnlockedKey, unlockedName } from './unlockedKey.ts'

/**
 * Milliseconds without a sign that the computer is awake, after which it has slept: more than two minutes (`stayAwake`), as an alarm may be
 * late.
 */
const longestSilence = 150_000

/**
 * The vault key that a passphrase has opened in this browser session; null when none has, or when it is to be locked, which it then is: it
 * has not been used for as long as the person chose, or the computer has slept.
 */
export async function readUnlockedKey(now = Date.now()): Promise<UnlockedKey | null> {
  const { [unlockedName]: stored, [awakeName]: awake } = await browser.storage.session.get([unlockedName, awakeName])
  const parsed = v.safeParse(UnlockedKey, stored)
  if (!parsed.success) return null
  const { lockAfter, lockOnSleep } = await readSettings()
  const idle = now - parsed.output.usedAt
  // A clock that was set back must not keep it open.
  const isUsed = lockAfter === null || (idle >= 0 && idle < 60_000 * lockAfter)
  const hasSlept = lockOnSleep && typeof awake === 'number' && now - awake > longestSilence
  if (isUsed && !hasSlept) return parsed.output
  await browser.storage.session.remove(unlockedName)
  return null
}
