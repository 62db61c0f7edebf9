import type { VerifierConfig } from '../config/config.ts'
import { firstTime } from '../once/firstTime.ts'
import { keptIdOf } from '../once/keptIdOf.ts'
import { kinds } from '../once/kinds.ts'
import type { Store } from '../store/store.ts'
import { createReplayCache } from './replayCache.ts'

/** Which proofs were used: by all nodes of a verifier together. */
export interface UsedProofs {
  /** Whether this is the first use; remembered until `until` (milliseconds since 1970). */
  firstUse(id: string, until: number): Promise<boolean>
}

interface Circumstances {
  readonly config: Pick<VerifierConfig, 'database'>
  readonly store: Pick<Store, 'artifacts'>
  readonly now: () => number
}

/**
 * In memory where a verifier is alone. Where it has a database, others may have it too, and what was shown to one of them must not be
 * shown to another: there each use is a row.
 */
export function createUsedProofs({ config, store, now }: Circumstances): UsedProofs {
  if (config.database === undefined) {
    const memory = createReplayCache(now)
    return { firstUse: (id, until) => Promise.resolve(memory.firstSight(id, until)) }
  }
  // Hashed, so that it is of one length whatever a device has sent.
  return { firstUse: (id, until) => firstTime(store, keptIdOf(kinds.proof, id), until) }
}
