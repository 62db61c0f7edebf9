import type { Provider } from 'oidc-provider'
import type { Logger } from 'pino'
import type { Audit } from './audit/createAudit.ts'
import type { Random } from './challenges/drawMovements.ts'
import type { Clients } from './clients/openClients.ts'
import type { VerifierConfig } from './config/config.ts'
import type { Quotas } from './http/createQuotas.ts'
import type { SenderOf } from './http/senderOf.ts'
import type { UploadBudgets } from './http/uploadBudgets.ts'
import type { EntraSigner } from './entra/signer/createEntraSigner.ts'
import type { Keys } from './keys/loadKeys.ts'
import type { Matcher } from './match/matcher.ts'
import type { Compaction } from './privacy/createCompaction.ts'
import type { PreparedMatches } from './match/preparedMatches.ts'
import type { Metrics } from './metrics/createMetrics.ts'
import type { UsedProofs } from './proof/usedProofs.ts'
import type { Store } from './store/store.ts'

/** What a verifier is made of: made once, handed to every route. */
export interface Parts {
  readonly config: VerifierConfig
  readonly clients: Clients
  readonly keys: Keys
  /** The key for Entra, made when it is first asked for. */
  readonly entra: () => Promise<EntraSigner>
  readonly store: Store
  readonly matcher: Matcher
  readonly prepared: PreparedMatches
  readonly log: Logger
  /** Who did what. */
  readonly audit: Audit
  readonly compaction: Compaction
  readonly metrics: Metrics
  readonly proofs: UsedProofs
  readonly uploads: UploadBudgets
  /** Whom a request is counted for. */
  readonly senderOf: SenderOf
  readonly quotas: Quotas
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Draws movements. */
  readonly random: Random
}

export interface PartsWithProvider extends Parts {
  /** Made anew when the keys of id_tokens change: to be asked for in each request. */
  readonly provider: () => Provider
}
