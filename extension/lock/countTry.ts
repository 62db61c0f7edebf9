import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Where extension storage counts the passphrases that were wrong: the browser's end must not give new tries. */
export const triesName = 'passphraseTries'

const Tries = v.strictObject({
  count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Milliseconds since 1970. */
  last: v.pipe(v.number(), v.safeInteger()),
})

/** Wrong passphrases without a wait. */
const free = 3
/** Seconds that one waits after the next; twice as many after each further one. */
const firstWait = 5
const longestWait = 300

/**
 * Counts a try before it is made. It slows down who types at this browser; who has copied the profile is slowed by scrypt alone.
 *
 * @throws ZAuthError `too_many_tries`
 */
export async function countTry(now = Date.now()): Promise<void> {
  const { [triesName]: stored } = await browser.storage.local.get(triesName)
  const parsed = v.safeParse(Tries, stored)
  const { count, last } = parsed.success ? parsed.output : { count: 0, last: 0 }
  const wait = count < free ? 0 : Math.min(longestWait, firstWait * 2 ** (count - free))
  // A clock that was set back makes nobody wait for longer than that.
  const left = Math.min(wait, Math.ceil(wait - (now - last) / 1000))
  if (left > 0) throw new ZAuthError('too_many_tries', 'of passphrases', { retryAfter: left })
  await browser.storage.local.set({ [triesName]: { count: count + 1, last: now } })
}
