import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { dropCandidate } from '../storage/devices/dropCandidate.ts'
import { keepDevice } from '../storage/devices/keepDevice.ts'
import { openCandidate } from '../storage/devices/openCandidate.ts'
import { wipeSecrets } from '../storage/devices/wipeSecrets.ts'
import { startChallenge } from '../verifier/startChallenge.ts'

/**
 * Finds out what became of a device that was staged when the browser ended before it was told: in another sign-in, the verifier
 * gives a challenge, which it signs, to a device only that it has taken. What it has taken is kept, what it has not is forgotten. Any other refusal is not
 * signed, and for neither device a reason to go.
 *
 * @param ticket of the sign-in that begins
 * @throws ZAuthError `locked`, and whatever the verifier fails with; both devices are then left as they are
 */
export async function settleCandidate(name: AccountName, ticket: string, signal: AbortSignal): Promise<void> {
  const candidate = await openCandidate(name, ticket)
  if (!candidate) return
  try {
    await startChallenge(ticket, candidate, signal)
    await keepDevice(candidate.account)
  } catch (error) {
    if (!(error instanceof ZAuthError) || error.code !== 'device_unknown') throw error
    await dropCandidate(candidate.account)
  } finally {
    wipeSecrets(candidate)
  }
}
