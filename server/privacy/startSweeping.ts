import { removePendingDevices } from '../devices/removePendingDevices.ts'
import type { Parts } from '../parts.ts'
import { collectionNames, isExpiring } from '../store/collections.ts'
import { retain } from './retain.ts'

const every = 60_000
/** Sweeps from one look at what the settings say is kept no longer to the next: a day. */
const sweepsToRetention = 24 * 60

/**
 * Removes, once a minute, what has ended by itself: sign-ins, challenges, codes, and devices that never authenticated. And once a day
 * what the settings say is kept no longer.
 * @returns ends it
 */
export function startSweeping(parts: Parts): () => Promise<void> {
  let sweeps = 0
  const next = async (): Promise<void> => {
    await sweep(parts)
    if (sweeps % sweepsToRetention === 0) await keepToRetention(parts)
    sweeps += 1
  }
  let sweeping = next()
  const timer = setInterval(() => {
    sweeping = sweeping.then(next)
  }, every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await sweeping
  }
}

async function sweep(parts: Parts): Promise<void> {
  const { store, now, compaction } = parts
  let removed = 0
  // Each by itself: what is in the way of one is not in the way of the others.
  await attempt(parts, async () => {
    for await (const { interaction } of store.devices.each({ state: 'pending' })) {
      const record = await store.interactions.find(interaction)
      if (record === null || record.expiresAt <= now()) await removePendingDevices(parts, interaction)
    }
  })
  for (const name of collectionNames.filter(isExpiring))
    await attempt(parts, async () => {
      removed += await store[name].sweep(now())
    })
  if (removed > 0) compaction.later()
}

async function attempt({ log }: Parts, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (err) {
    log.error({ err }, 'sweeping failed')
  }
}

async function keepToRetention(parts: Parts): Promise<void> {
  try {
    if ((await retain(parts)) > 0) parts.compaction.soon()
  } catch (err) {
    parts.log.error({ err }, 'what is kept no longer could not be removed')
  }
}
