import { answerProbe } from '../../../shared/match/answerProbe.ts'
import { createMatchContext } from '../../../shared/match/context.ts'
import { encryptSeeded } from '../../../shared/match/encryptSeeded.ts'
import { invert, reduce } from '../../../shared/match/field.ts'
import { createKeyPair } from '../../../shared/match/keyPair.ts'
import { openAnswers } from '../../../shared/match/openAnswers.ts'
import { pack } from '../../../shared/match/packing.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { scoreOf } from '../../../shared/match/score.ts'
import { signsOf } from '../../../shared/match/signs.ts'
import { tagOf } from '../../../shared/match/tag.ts'
import { encryptTemplate } from '../../../shared/match/template.ts'
import type { Contender, Enrolled, SignIn } from './contender.ts'
import { bindFromBytes, match, prepareFromBytes } from '../../match/fromBytes.ts'

const context = await createMatchContext()
/** Accepted are 32 scores from the threshold on, in steps of two; this is one in the middle. */
const wellAbove = 20

/** This project's encrypted match: the verifier decides, and learns nothing but that. */
export const ours: Contender = {
  name: 'ZAuth, BGV, N = 8192',
  whoDecides: 'verifier',
  enrol(owner): Enrolled {
    const { weights, acceptThreshold } = owner.training()
    const { secretKey, publicKey } = createKeyPair(context)
    const template = encryptTemplate(context, secretKey, weights)
    const account = { template, acceptThreshold }
    const transcript = new Uint8Array(192)
    let moved = 0

    async function answered(probe: () => Uint8Array): Promise<SignIn> {
      const bound = bindFromBytes(context, { ...account, prepared: prepareFromBytes(context, publicKey) })
      const start = performance.now()
      const sent = probe()
      const received = performance.now()
      const { answers, token } = answerProbe(context, sent, bound)
      const serverReady = performance.now() - received
      const tag = await tagOf(transcript, token)
      const opening = performance.now()
      const found = await openAnswers(context, secretKey, answers, transcript, tag)
      const opened = performance.now()
      match(context, { ...account, probe: sent, prepared: prepareFromBytes(context, publicKey) })
      const server = performance.now() - opened
      moved = sent.length + answers[0].length + answers[1].length + tag.length + token.length
      const accepted = found !== null && Buffer.from(found).equals(token)
      return { accepted, ms: { client: received - start + opened - opening, serverReady, server, loadKeys: 0 } }
    }

    return {
      get sizes() {
        return { evaluationKeys: 0, stored: publicKey.length + template.length, moved }
      },
      signIn: (embedding) => answered(() => encryptProbe(context, secretKey, signsOf(embedding))),
      async cheat(impostor) {
        // Signs times the one number that makes their score an accepted one, modulo p.
        const signs = signsOf(impostor)
        const factor = reduce(BigInt(acceptThreshold + wellAbove) * invert(reduce(BigInt(scoreOf(weights, signs)))))
        const scaled = Array.from(signs, (sign) => reduce(BigInt(sign) * factor))
        return (await answered(() => encryptSeeded(context, secretKey, pack(scaled)))).accepted
      },
      [Symbol.dispose]: () => undefined,
    }
  },
}
