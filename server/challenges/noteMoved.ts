import type { Parts } from '../parts.ts'
import type { Challenge } from '../store/records.ts'

/** What an accepted token means for the movements of its device: they were made, and those before are forgotten. */
export async function noteMoved({ store, now }: Parts, { device, movements }: Challenge): Promise<void> {
  if (movements.length === 0) return
  await store.devices.update(device, {}, { movedAt: now() })
  await store.draws.remove(device)
}
