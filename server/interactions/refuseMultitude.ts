import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/** Sign-ins that one pushed request may begin, ended ones included: a person who goes back and forth needs no more. */
export const mostOfRequest = 3
/** Sign-ins of one account that may be under way at the same time. */
const mostOfAccount = 20

/**
 * Refuses a sign-in, already recorded, when there are too many beside it: each keeps records, and may keep a device that
 * is being enrolled. Of many that begin at once none goes unseen.
 *
 * @throws ZAuthError `too_many_tries`
 */
export async function refuseMultitude(
  { store, now, config }: Parts,
  { road, request, account }: InteractionRecord,
): Promise<void> {
  const ofRequest = await store.interactions.findAll({ request })
  if (ofRequest.length > mostOfRequest) throw new ZAuthError('too_many_tries', 'one request, too many sign-ins')
  // Each device has one check at most, and who crowds its account with sign-ins must not keep it from being managed.
  if (road === 'own') return
  const ofAccount = await store.interactions.findAll({ account, state: liveStates })
  // One that lives longer than any can was begun by a clock that was ahead.
  const latest = now() + 1000 * config.limits.interactionSeconds
  const live = ofAccount.filter((one) => one.road !== 'own' && one.expiresAt > now() && one.expiresAt <= latest)
  if (live.length > mostOfAccount) throw new ZAuthError('too_many_tries', 'too many sign-ins under way')
}
