import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Challenge } from '../store/records.ts'

interface Step {
  readonly from: Challenge['state']
  readonly to: Challenge['state']
  /** What is stored of the token that is expected from now on; none by default. */
  readonly tokenHash?: string
}

/**
 * Moves a challenge on, once.
 * @throws ZAuthError `challenge_used` when it was not in the state that it leaves
 */
export async function takeChallenge({ store }: Parts, id: string, { from, to, tokenHash }: Step): Promise<void> {
  if (!(await store.challenges.update(id, { state: from }, { state: to, tokenHash: tokenHash ?? null }))) {
    throw new ZAuthError('challenge_used', `not ${from}`)
  }
}
