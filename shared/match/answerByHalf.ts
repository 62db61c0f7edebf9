import { answerHalf } from './answerHalf.ts'
import type { BoundHalf } from './bindHalf.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discardHalf } from './discardHalf.ts'
import { guarded } from './guarded.ts'
import { loadProbe } from './loadProbe.ts'
import { sendable } from './sendable.ts'

/**
 * One half of the answer to a probe, as it is sent. Halves are independent of each other, so that two threads can make
 * them at the same time. The bound half is wiped, also when the probe is refused.
 *
 * @returns 131,441 bytes
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function answerByHalf(context: MatchContext, probe: Uint8Array, half: BoundHalf): Bytes {
  if (!half.mask[0]) throw new TypeError('Unexpected second use of a bound match')
  try {
    using x = loadProbe(context, probe)
    return guarded('degenerate_ciphertext', 'match', () => {
      using answer = answerHalf(context, x, half)
      return sendable(context, answer)
    })
  } finally {
    discardHalf(half)
  }
}
