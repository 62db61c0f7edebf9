import { ZAuthError, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { AccountName } from '../storage/account.ts'
import { dropCandidate } from '../storage/dropCandidate.ts'
import { keepDevice } from '../storage/keepDevice.ts'
import { openCandidate } from '../storage/openCandidate.ts'
import { wipeSecrets } from '../storage/wipeSecrets.ts'
import { startChallenge } from '../verifier/startChallenge.ts'

/** What the verifier refuses to a device that it knows. */
const known: ReadonlySet<ErrorCode> = new Set(['too_many_tries', 'device_disabled'])

/**
 * Finds out what became of a device that was staged when the browser ended before it was told: in another sign-in, the verifier
 * gives a challenge to a device only that it has taken. What it has taken is kept, what it has not is forgotten.
 *
 * @param ticket of the sign-in that begins
 * @throws ZAuthError `locked`, and whatever the verifier fails with; both devices are then left as they are
 */
export async function settleCandidate(name: AccountName, ticket: string, signal: AbortSignal): Promise<void> {
  const candidate = await openCandidate(name, ticket)
  if (!candidate) return
  try {
    const { jwks } = await startChallenge(ticket, candidate, signal)
    await keepDevice(candidate.account, jwks)
  } catch (error) {
    if (!(error instanceof ZAuthError)) throw error
    if (error.code === 'device_unknown') await dropCandidate(candidate.account)
    else if (known.has(error.code)) await keepDevice(candidate.account)
    else throw error
  } finally {
    wipeSecrets(candidate)
  }
}
