import { ZAuthError } from '../../shared/protocol/errors.ts'
import { liveStates } from '../interactions/liveStates.ts'
import type { Parts } from '../parts.ts'
import { codeWait } from './codeWait.ts'
import { requireRoom } from './slowHash.ts'

/**
 * Counts a typed code before it is looked at: one conditional update, so that of many at once none is uncounted.
 * @throws ZAuthError `busy` when it could not be looked at soon, `too_many_tries`, `interaction_unknown`, `interaction_over`
 */
export async function countCodeTry(parts: Parts, id: string): Promise<void> {
  requireRoom()
  for (;;) {
    const seen = await parts.store.interactions.find(id)
    if (seen === null) throw new ZAuthError('interaction_unknown')
    if (!liveStates.includes(seen.state)) throw new ZAuthError('interaction_over', seen.state)
    const wait = await codeWait(parts, seen)
    if (wait > 0) {
      const retryAfter = Number.isFinite(wait) ? { retryAfter: Math.ceil(wait / 1000) } : {}
      throw new ZAuthError('too_many_tries', 'too many codes', retryAfter)
    }
    const { codeTries } = seen
    const change = { codeTries: codeTries + 1, codeTriedAt: parts.now() }
    if (await parts.store.interactions.update(id, { codeTries, state: liveStates }, change)) return
  }
}
