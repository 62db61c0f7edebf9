import { ZAuthError } from '../../shared/protocol/errors.ts'
import { openStates } from '../interactions/openStates.ts'
import type { Parts } from '../parts.ts'
import { refuseClosed } from './refuseClosed.ts'
import { triesLeftIn } from './triesLeftIn.ts'
import { accountTries, deviceTries, type TrySubject } from './trySubject.ts'
import { waitAfter } from './waitAfter.ts'

/**
 * Counts a try as failed, before its match runs, for account, device and interaction: one conditional update each, so
 * that of many parallel tries only as many pass as may. An accepted token takes it back. What the client may learn waits
 * until `store.tries.flushed()`.
 *
 * @throws ZAuthError `too_many_tries`, `device_disabled`, `interaction_over`
 */
export async function countTry(parts: Parts, subject: TrySubject): Promise<void> {
  if (subject.account !== null) await countFailure(parts, accountTries(subject.account))
  await countFailure(parts, deviceTries(subject.device))
  await countInInteraction(parts, subject.interaction)
}

/** Whoever loses the race for the count that both have seen looks again, and is refused if that was the last one. */
async function countFailure({ store, now }: Parts, id: string): Promise<void> {
  for (;;) {
    const seen = await store.tries.find(id)
    refuseClosed(seen, now())
    const failures = (seen?.failures ?? 0) + 1
    const counted = { failures, notBefore: now() + waitAfter(failures) }
    const won =
      seen === null
        ? await store.tries.insert({ id, ...counted })
        : await store.tries.update(id, { failures: seen.failures, notBefore: seen.notBefore }, counted)
    if (won) return
  }
}

async function countInInteraction(parts: Parts, id: string): Promise<void> {
  for (;;) {
    const seen = await parts.store.interactions.find(id)
    if (seen === null) throw new ZAuthError('interaction_unknown')
    triesLeftIn(seen, parts)
    const when = { tries: seen.tries, state: openStates }
    if (await parts.store.interactions.update(id, when, { tries: seen.tries + 1 })) return
    if (!openStates.some((state) => state === seen.state)) throw new ZAuthError('interaction_over')
  }
}
