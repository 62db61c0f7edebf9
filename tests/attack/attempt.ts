import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { match } from '../../shared/match/match.ts'
import { context, type Person } from '../match/world.ts'
import { weakened, type Weakness } from './weakened.ts'

export interface Attack {
  readonly target: Pick<Person, 'publicKey' | 'secretKey' | 'template'>
  /** Any polynomial: the attacker encrypts what she likes. */
  readonly probe: BigUint64Array<ArrayBuffer>
  readonly acceptThreshold: number
}

export interface Outcome {
  /** Whether both halves of the token stand at one position. */
  readonly token: boolean
  /** Positions at which a half stands, over both answers. */
  readonly halves: number
  /** All that the attacker reads. */
  readonly values: readonly bigint[]
}

/** One try by somebody who holds the secret key and sends whatever she likes. */
export function attempt({ target, probe, acceptThreshold }: Attack, weakness: Weakness): Outcome {
  const { answers, token } = match(context, {
    template: target.template,
    probe: encryptSeeded(context, target.secretKey, probe.slice()),
    acceptThreshold,
    prepared: weakened(target.publicKey, weakness),
  })
  const [first, second] = decryptAnswers(context, target.secretKey, answers)
  const whole = BigInt(`0x${Buffer.from(token).toString('hex')}`)
  const isFirst = (value: bigint) => value === whole >> 36n
  const isSecond = (value: bigint | undefined) => value === whole % 2n ** 36n
  return {
    token: first.some((value, j) => isFirst(value) && isSecond(second[j])),
    halves: first.filter(isFirst).length + second.filter(isSecond).length,
    values: [...first, ...second],
  }
}
