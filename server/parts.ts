import type { Provider } from 'oidc-provider'
import type { Logger } from 'pino'
import type { Random } from './challenges/drawMovements.ts'
import type { VerifierConfig } from './config.ts'
import type { UploadBudgets } from './http/uploadBudgets.ts'
import type { Keys } from './keys/loadKeys.ts'
import type { Matcher } from './match/matcher.ts'
import type { PreparedMatches } from './match/preparedMatches.ts'
import type { ReplayCache } from './proof/replayCache.ts'
import type { Store } from './store/store.ts'

/** What a verifier is made of: made once, handed to every route. */
export interface Parts {
  readonly config: VerifierConfig
  readonly keys: Keys
  readonly store: Store
  readonly matcher: Matcher
  readonly prepared: PreparedMatches
  readonly log: Logger
  readonly proofs: ReplayCache
  readonly uploads: UploadBudgets
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Draws movements. */
  readonly random: Random
}

export interface PartsWithProvider extends Parts {
  readonly provider: Provider
}
