import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionState, Means } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/** What showed who she is; of a face also the device that knows it. */
interface Evidence {
  readonly by: Means
  readonly with: string | null
}

/**
 * Ends a sign-in with success, once.
 * @param from states that it may be in
 * @throws ZAuthError `interaction_over` when it ended otherwise meanwhile
 */
export async function authenticateInteraction(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  id: string,
  evidence: Evidence,
  from: readonly InteractionState[] = liveStates,
): Promise<void> {
  const ended = await store.interactions.update(
    id,
    { state: from },
    {
      state: 'authenticated',
      authenticatedAt: now(),
      authenticatedBy: evidence.by,
      authenticatedWith: evidence.with,
      // What comes after it, such as a new template, has tries of its own.
      tries: 0,
    },
  )
  if (!ended) throw new ZAuthError('interaction_over')
}
