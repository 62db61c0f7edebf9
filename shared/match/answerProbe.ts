import { answerHalf } from './answerHalf.ts'
import type { BoundMatch } from './bindMatch.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { guarded } from './guarded.ts'
import { loadProbe } from './loadProbe.ts'
import { sendable } from './sendable.ts'

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
  if (!halves.every(({ mask }) => mask[0])) throw new TypeError('Unexpected second use of a bound match')
  try {
    using x = loadProbe(context, probe)
    return guarded('degenerate_ciphertext', 'match', () => {
      using first = answerHalf(context, x, halves[0])
      using second = answerHalf(context, x, halves[1])
      return { answers: [sendable(context, first), sendable(context, second)], token }
    })
  } finally {
    for (const { cover, square, mask } of halves) for (const spent of [cover, square, mask]) spent.fill(0)
  }
}
