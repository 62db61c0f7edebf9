import { createMatchContext } from '../../../shared/match/context.ts'
import { createKeyPair } from '../../../shared/match/keyPair.ts'
import { openAnswers } from '../../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { tagOf } from '../../../shared/match/tag.ts'
import { encryptTemplate } from '../../../shared/match/template.ts'
import { equalInConstantTime } from '../../../shared/protocol/encoding.ts'
import { match, prepareFromBytes } from '../../match/fromBytes.ts'

/** A decision that integers and signs led to. */
export interface Decision {
  readonly weights: Int32Array
  readonly signs: Int8Array
  readonly acceptThreshold: number
  readonly accepted: boolean
}

/**
 * Takes decisions again by the encrypted match: key, encrypted template, encrypted probe, answers, token.
 *
 * @returns how many of them the encrypted match takes in the same way
 */
export async function confirmByMatch(
  decisions: readonly Decision[],
  progress: (done: number, all: number) => void,
): Promise<number> {
  const context = await createMatchContext()
  const { secretKey, publicKey } = createKeyPair(context)
  let confirmed = 0
  for (const [i, { weights, signs, acceptThreshold, accepted }] of decisions.entries()) {
    const template = encryptTemplate(context, secretKey, weights)
    const probe = encryptProbe(context, secretKey, signs)
    const prepared = prepareFromBytes(context, publicKey)
    const { answers, token } = match(context, { template, probe, acceptThreshold, prepared })
    const transcript = crypto.getRandomValues(new Uint8Array(192))
    const opened = await openAnswers(context, secretKey, answers, transcript, await tagOf(transcript, token))
    if ((opened !== null && equalInConstantTime(opened, token)) === accepted) confirmed++
    progress(i + 1, decisions.length)
  }
  return confirmed
}
