import type { Parts } from '../parts.ts'
import { removeOrphans } from './removeOrphans.ts'

/**
 * Removes, before the first request, what a crash has left. Not from a database: other nodes enrol while this one starts, and all that
 * it has would have to be looked through at each start. There `zauth tidy` does it, when there is time.
 */
export async function tidyAtStart({ config, store, log }: Pick<Parts, 'config' | 'store' | 'log'>): Promise<void> {
  if (config.database !== undefined) return
  const removed = await removeOrphans({ store })
  if (removed.devices + removed.ciphertexts > 0) log.warn(removed, 'removed what a crash had left')
}
