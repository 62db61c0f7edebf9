import { once } from 'node:events'
import type { Server } from 'node:net'

/** Listens no more. */
export async function closeLock(lock: Server): Promise<void> {
  const closed = once(lock, 'close')
  lock.close()
  await closed
}
