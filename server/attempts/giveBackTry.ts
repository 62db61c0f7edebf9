import { openStates } from '../interactions/openStates.ts'
import type { Parts } from '../parts.ts'
import { accountTries, deviceTries, type TrySubject } from './trySubject.ts'

/**
 * Takes back the count of a try that the verifier was too busy to make: its client has heard nothing that it could learn from.
 * What it had to wait before the try is over, or it would not have been taken.
 */
export async function giveBackTry({ store }: Pick<Parts, 'store'>, subject: TrySubject): Promise<void> {
  const ofAccount = subject.account === null ? [] : [accountTries(subject.account)]
  for (const id of [...ofAccount, deviceTries(subject.device)]) {
    for (;;) {
      const seen = await store.tries.find(id)
      if (seen === null || seen.failures === 0) break
      const { failures, notBefore } = seen
      if (await store.tries.update(id, { failures, notBefore }, { failures: failures - 1, notBefore: 0 })) break
    }
  }
  for (;;) {
    const seen = await store.interactions.find(subject.interaction)
    if (seen === null || seen.tries === 0) return
    const when = { tries: seen.tries, state: openStates }
    if (await store.interactions.update(seen.id, when, { tries: seen.tries - 1 })) return
    if (!openStates.includes(seen.state)) return
  }
}
