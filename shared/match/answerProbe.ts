import { answerByHalf } from './answerByHalf.ts'
import type { BoundMatch } from './bindMatch.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discardHalf } from './discardHalf.ts'

export interface MatchOutput {
  /** 131,441 bytes each. */
  readonly answers: [Bytes, Bytes]
  /** 9 bytes; the verifier's secret until an extension sends the same. */
  readonly token: Bytes
}

/**
 * Whether a probe is of the person whose template was bound: the part of a match for which the person waits. The bound
 * match is wiped, also when the probe is refused.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function answerProbe(context: MatchContext, probe: Uint8Array, { halves, token }: BoundMatch): MatchOutput {
  try {
    return { answers: [answerByHalf(context, probe, halves[0]), answerByHalf(context, probe, halves[1])], token }
  } finally {
    halves.forEach(discardHalf)
  }
}
