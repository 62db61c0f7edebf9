import { answerHalf } from './answerHalf.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { guarded } from './guarded.ts'
import { loadProbe } from './loadProbe.ts'
import { loadTemplate } from './loadTemplate.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'
import type { PreparedMatch } from './prepare.ts'
import { randomElements } from './randomness.ts'
import { drawScoreTests } from './scoreTests.ts'
import { sendable } from './sendable.ts'
import { tokenBytes } from './tokenBytes.ts'

export interface MatchInput {
  readonly template: Uint8Array
  readonly probe: Uint8Array
  /** The least accepted score; of the parity of Σ weights. */
  readonly acceptThreshold: number
  /** For the public key that goes with the template; good for one match, which wipes it. */
  readonly prepared: PreparedMatch
}

export interface MatchOutput {
  /** 131,441 bytes each. */
  readonly answers: [Bytes, Bytes]
  /** 9 bytes; the verifier's secret until an extension sends the same. */
  readonly token: Bytes
}

/**
 * Whether two ciphertexts are of the same person, decided without a key (encrypted match §4): the answers give the token
 * to the key's owner if the probe is 256 signs whose score is accepted, and uniform values if not. The verifier does not
 * learn which.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function match(context: MatchContext, { template, probe, acceptThreshold, prepared }: MatchInput): MatchOutput {
  if (!prepared.every(({ mask }) => mask[0])) throw new TypeError('Unexpected second use of a prepared match')
  try {
    using w = loadTemplate(context, template)
    using x = loadProbe(context, probe)
    return guarded('degenerate_ciphertext', 'match', () => {
      using score = new context.seal.Ciphertext()
      using notSigns = new context.seal.Ciphertext()
      using one = loadPlaintext(context, plaintextBytes(BigUint64Array.of(1n)))
      context.evaluator.multiply(w, x, score)
      context.evaluator.square(x, notSigns)
      context.evaluator.subPlainInplace(notSigns, one)

      const halves = randomElements(2)
      const token = tokenBytes(halves[0] ?? 0n, halves[1] ?? 0n)
      const [firstTests, secondTests] = drawScoreTests(acceptThreshold, halves)
      halves.fill(0n)

      const products = { probe: x, score, notSigns }
      using first = answerHalf(context, products, firstTests, prepared[0])
      using second = answerHalf(context, products, secondTests, prepared[1])
      return { answers: [sendable(context, first), sendable(context, second)], token }
    })
  } finally {
    for (const { mask, blinding, square } of prepared) for (const spent of [mask, blinding, square]) spent.fill(0)
  }
}
