import { randomBytes } from 'node:crypto'
import { answerProbe } from '../../shared/match/answerProbe.ts'
import { bindMatch } from '../../shared/match/bindMatch.ts'
import { createMatchContext } from '../../shared/match/context.ts'
import { finishProbe } from '../../shared/match/finishProbe.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { loadMaskKey } from '../../shared/match/loadMaskKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { prepareMatch } from '../../shared/match/prepareMatch.ts'
import { prepareProbe } from '../../shared/match/prepareProbe.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { tagOf } from '../../shared/match/tag.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { weightsOf } from '../../shared/match/weights.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { fine, wrong, type Finding } from './finding.ts'

const transcriptLength = 192

/** Whether SEAL loads here, and the encrypted match gives what is known: a token to the face that is enrolled, and none to its opposite. */
export async function checkMatch(): Promise<Finding[]> {
  try {
    if (await givesKnownAnswers()) {
      return [fine('match', 'SEAL loads, and the encrypted match gives the known answers.')]
    }
    return [wrong('match', 'The encrypted match gives a wrong answer.', 'Install the packages anew (npm ci).')]
  } catch (error) {
    const says = `SEAL does not run: ${error instanceof Error ? error.message : String(error)}`
    return [wrong('match', says, 'Take a Node.js that ZAuth asks for, and install the packages anew (npm ci).')]
  }
}

async function givesKnownAnswers(): Promise<boolean> {
  const context = await createMatchContext()
  const { secretKey, publicKey } = createKeyPair(context)
  const face = Float32Array.from({ length: 64 }, (_, i) => Math.cos(i))
  const weights = weightsOf(face)
  const acceptThreshold = scoreOf(weights, probeSigns([face]))
  using key = loadMaskKey(context, publicKey)
  using template = loadTemplate(context, encryptTemplate(context, secretKey, weights))
  const transcript = randomBytes(transcriptLength)
  const opens = async (embedding: Float32Array): Promise<boolean> => {
    const probe = finishProbe(context, prepareProbe(context, secretKey), probeSigns([embedding]))
    const bound = bindMatch(context, template, { acceptThreshold, prepared: prepareMatch(context, key) })
    const { answers, token } = answerProbe(context, probe, bound)
    const opened = await openAnswers(context, secretKey, answers, transcript, await tagOf(transcript, token))
    return opened !== null && Buffer.from(opened).equals(token)
  }
  return (await opens(face)) && !(await opens(face.map((entry) => -entry)))
}
