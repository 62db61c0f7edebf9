import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'

/**
 * Challenges of one interaction that may wait for a probe at the same time: each costs work in advance. (Of those with movements
 * only the newest takes one, and `countDraw` bounds them.)
 */
const mostOpen = 5

/**
 * Refuses a challenge to who does not use those it has.
 *
 * @param own the challenge that is asked for, once it is there: of many at the same time each sees the others then
 * @throws ZAuthError `too_many_tries`
 */
export async function refuseCrowd({ store, now }: Parts, interaction: string, own?: string): Promise<void> {
  const open = await store.challenges.findAll({ interaction, state: 'open', draw: null })
  const waiting = open.filter(({ id, expiresAt }) => id !== own && expiresAt > now())
  if (waiting.length < mostOpen) return
  if (own !== undefined) await store.challenges.remove(own)
  const soonest = Math.min(...waiting.map(({ expiresAt }) => expiresAt))
  throw new ZAuthError('too_many_tries', 'too many open challenges', {
    retryAfter: Math.ceil((soonest - now()) / 1000),
  })
}
