import { bindLoaded } from './bindLoaded.ts'
import type { BoundHalf } from './bindHalf.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discardPrepared } from './discardPrepared.ts'
import { loadTemplate } from './loadTemplate.ts'
import type { PreparedMatch } from './prepare.ts'

/** Good for one probe, which wipes its halves. Plain bytes, about 2.4 MB, so that it crosses threads. Secret from everybody. */
export interface BoundMatch {
  readonly halves: readonly [BoundHalf, BoundHalf]
  /** 9 bytes; the verifier's secret until an extension sends the same. */
  readonly token: Bytes
}

export interface BindInput extends Account {
  readonly template: Uint8Array
}

/** What a match is bound to beside a template. */
export interface Account {
  /** The least accepted score; of the parity of Σ weights. */
  readonly acceptThreshold: number
  /** For the public key that goes with the template; good for one match, which wipes it. */
  readonly prepared: PreparedMatch
}

/**
 * What `bindLoaded` makes, for a template that is not loaded.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function bindMatch(context: MatchContext, { template, ...account }: BindInput): BoundMatch {
  try {
    using w = loadTemplate(context, template)
    return bindLoaded(context, w, account)
  } finally {
    discardPrepared(account.prepared)
  }
}

/** The memory that may be handed to another thread instead of copied. */
export function transferablesOf(halves: readonly BoundHalf[]): ArrayBuffer[] {
  return halves.flatMap(({ cover, square, mask }) => [cover.buffer, square.buffer, mask.buffer])
}
