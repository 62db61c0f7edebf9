import type { Bytes } from '../../../shared/match/bytes.ts'
import { decryptAnswers } from '../../../shared/match/decryptAnswers.ts'
import { ciphertextLayout } from '../../../shared/match/layout.ts'
import { stride } from '../../../shared/match/parameters.ts'
import type { PreparedMatch } from '../../../shared/match/prepareMatch.ts'
import { mod, p } from '../../match/twin.ts'
import { context } from '../../match/world.ts'
import { matched } from './attempt.ts'
import type { Denominated } from './denominator.ts'
import { centred, inverseModulo } from './modular.ts'
import { modulus as Q, probeOfPhase } from './phase.ts'
import type { Target } from './target.ts'

const lastPrime = context.primes[0] ?? 0n

/** An answer times a number, which whoever holds the key may do to it before she opens it. */
function multiplied(answer: Bytes, factor: bigint): Bytes {
  const words = new BigUint64Array(answer.slice(ciphertextLayout.data).buffer)
  const product = answer.slice()
  product.set(new Uint8Array(words.map((word) => (word * factor) % lastPrime).buffer), ciphertextLayout.data)
  return product
}

/** Whether both halves of the token stand at one position, up to a number of wraps that can be searched. */
export function readsBoth(target: Target, found: Denominated, prepared: PreparedMatch, mostWraps: bigint): boolean {
  const phase = new Map(found.phase.map((x, k) => [k * stride, x]))
  const { answers, halves } = matched(target, probeOfPhase(target.secretKey, phase), prepared)
  const read = decryptAnswers(context, target.secretKey, [
    multiplied(answers[0], found.denominator),
    multiplied(answers[1], found.denominator),
  ])
  const perWrap = inverseModulo(Q, p)
  const isNear = (half: 0 | 1, j: number) => {
    const distance = centred(mod(halves[half] * found.denominator - (read[half][j] ?? 0n)) * perWrap, p)
    return distance < mostWraps && distance > -mostWraps
  }
  return Array.from({ length: stride }, (_, j) => j).some((j) => isNear(0, j) && isNear(1, j))
}
