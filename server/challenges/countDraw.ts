import { ZAuthError } from '../../shared/protocol/errors.ts'
import { openStates } from '../interactions/openStates.ts'
import type { Parts } from '../parts.ts'

const hour = 60 * 60_000

/**
 * Counts a sequence of movements before it is drawn, for the interaction and for the device's hour: who shows a recording must not
 * ask until the sequence is the recorded one. One conditional update each, so that of many that ask at once none is uncounted.
 *
 * @returns which of the interaction's sequences it is, from 1
 * @throws ZAuthError `too_many_tries`, `interaction_over`
 */
export async function countDraw(parts: Parts, interaction: string, device: string): Promise<number> {
  await countForDevice(parts, device)
  return await countInInteraction(parts, interaction)
}

async function countForDevice({ store, now, config }: Parts, id: string): Promise<void> {
  for (;;) {
    const seen = await store.draws.find(id)
    if (seen === null) {
      if (await store.draws.insert({ id, count: 1, removeAt: now() + hour })) return
      continue
    }
    const { count, removeAt } = seen
    // Over, or noted by a clock that was ahead.
    if (removeAt <= now() || removeAt - now() > hour) {
      if (await store.draws.update(id, { count, removeAt }, { count: 1, removeAt: now() + hour })) return
      continue
    }
    if (count >= config.limits.sequencesPerHour) {
      throw new ZAuthError('too_many_tries', 'too many sequences of movements in an hour', {
        retryAfter: Math.ceil((removeAt - now()) / 1000),
      })
    }
    if (await store.draws.update(id, { count, removeAt }, { count: count + 1 })) return
  }
}

async function countInInteraction({ store, config }: Parts, id: string): Promise<number> {
  for (;;) {
    const seen = await store.interactions.find(id)
    if (seen === null) throw new ZAuthError('interaction_unknown')
    const { draws, state } = seen
    if (!openStates.includes(state)) throw new ZAuthError('interaction_over', state)
    if (draws >= config.limits.sequencesPerInteraction)
      throw new ZAuthError('too_many_tries', 'too many sequences of movements')
    if (await store.interactions.update(id, { draws, state: openStates }, { draws: draws + 1 })) return draws + 1
  }
}
