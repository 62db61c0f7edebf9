import { removePendingDevices } from '../devices/removePendingDevices.ts'
import type { Parts } from '../parts.ts'

const every = 60_000

/**
 * Removes, once a minute, what has ended by itself: sign-ins, challenges, codes, and devices that never authenticated.
 * @returns ends it
 */
export function startSweeping(parts: Parts): () => Promise<void> {
  let sweeping = sweep(parts)
  const timer = setInterval(() => {
    sweeping = sweeping.then(() => sweep(parts))
  }, every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}

async function sweep(parts: Parts): Promise<void> {
  const { store, now, log } = parts
  try {
    for (const { interaction } of await store.devices.findAll({ state: 'pending' })) {
      const record = await store.interactions.find(interaction)
      if (record === null || record.expiresAt <= now()) await removePendingDevices(parts, interaction)
    }
    for (const collection of [
      store.interactions,
      store.challenges,
      store.draws,
      store.enrolmentTickets,
      store.additions,
      store.verifyChallenges,
      store.artifacts,
    ])
      await collection.sweep(now())
  } catch (err) {
    log.error({ err }, 'sweeping failed')
  }
}
