import { decryptAnswers } from '../../../shared/match/decryptAnswers.ts'
import { encryptSeeded } from '../../../shared/match/encryptSeeded.ts'
import type { PreparedMatch } from '../../../shared/match/prepareMatch.ts'
import { context } from '../../match/world.ts'
import type { Target } from './target.ts'
import { match } from '../../match/fromBytes.ts'

export interface Outcome {
  /** Whether both halves of the token stand at one position. */
  readonly token: boolean
  /** Positions at which a half stands, over both answers. */
  readonly halves: number
  /** All that the attacker reads. */
  readonly values: readonly bigint[]
}

/** A match with an encrypted probe of the attacker's making. The token's halves are for the test to know. */
export function matched(target: Target, probe: Uint8Array, prepared: PreparedMatch) {
  const { template, acceptThreshold } = target
  const { answers, token } = match(context, { template, probe, acceptThreshold, prepared })
  const whole = BigInt(`0x${Buffer.from(token).toString('hex')}`)
  return { answers, token, halves: [whole >> 36n, whole % 2n ** 36n] as const }
}

/** One try by somebody who holds the secret key and encrypts whatever polynomial she likes. */
export function attempt(target: Target, probe: BigUint64Array<ArrayBuffer>, prepared: PreparedMatch): Outcome {
  const { answers, halves } = matched(target, encryptSeeded(context, target.secretKey, probe.slice()), prepared)
  const [first, second] = decryptAnswers(context, target.secretKey, answers)
  return {
    token: first.some((value, j) => value === halves[0] && second[j] === halves[1]),
    halves: first.filter((value) => value === halves[0]).length + second.filter((value) => value === halves[1]).length,
    values: [...first, ...second],
  }
}
