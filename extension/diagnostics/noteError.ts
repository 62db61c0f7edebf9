import browser from 'webextension-polyfill'
import type { ErrorCode } from '../../shared/protocol/errors.ts'
import { errorsKey, lastErrors } from './lastErrors.ts'

const mostNoted = 20

/** Notes for a report that a person has met an error. Where it cannot be noted, nothing else goes wrong. */
export async function noteError(code: ErrorCode): Promise<void> {
  try {
    const noted = [{ code, at: Date.now() }, ...(await lastErrors())].slice(0, mostNoted)
    await browser.storage.local.set({ [errorsKey]: noted })
  } catch {
    // A full disk is the person's next error, not this one's.
  }
}
