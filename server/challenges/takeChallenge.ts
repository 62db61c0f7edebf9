import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Challenge } from '../store/records.ts'

/**
 * Moves a challenge on, once.
 * @throws ZAuthError `challenge_used` when it was not in the state that it leaves
 */
export async function takeChallenge(
  { store }: Parts,
  id: string,
  from: Challenge['state'],
  to: Challenge['state'],
  tokenHash: string | null = null,
): Promise<void> {
  if (!(await store.challenges.update(id, { state: from }, { state: to, tokenHash }))) {
    throw new ZAuthError('challenge_used', `not ${from}`)
  }
}
