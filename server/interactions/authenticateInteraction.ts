import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Means } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/**
 * Ends a sign-in with success, once.
 * @throws ZAuthError `interaction_over` when it ended otherwise meanwhile
 */
export async function authenticateInteraction(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  id: string,
  by: Means,
): Promise<void> {
  const done = { state: 'authenticated', authenticatedAt: now(), authenticatedBy: by } as const
  if (!(await store.interactions.update(id, { state: liveStates }, done))) throw new ZAuthError('interaction_over')
}
