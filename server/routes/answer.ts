import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { countTry } from '../attempts/countTry.ts'
import { giveBackTry } from '../attempts/giveBackTry.ts'
import { checkTries } from '../attempts/checkTries.ts'
import { subjectOf } from '../attempts/subjectOf.ts'
import { challengeOf } from '../challenges/challengeOf.ts'
import { takeChallenge } from '../challenges/takeChallenge.ts'
import { tokenHashOf } from '../challenges/tokenHashOf.ts'
import { goneSignal } from '../http/goneSignal.ts'
import { readBody } from '../http/readBody.ts'
import { sendCbor } from '../http/sendCbor.ts'
import { matchProbe } from '../match/matchProbe.ts'
import { signedAnswer } from '../match/signedAnswer.ts'
import type { Parts } from '../parts.ts'
import { verifyProof } from '../proof/verifyProof.ts'

/** `POST /api/challenges/{challenge}/probe`: an encrypted probe in, masked answers out; neither side learns the score. */
export async function answer(ctx: Context, challengeId: string, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  await challengeOf(ctx, challengeId, proof.key, parts)
  const probe = await readBody(ctx, parts, 'application/octet-stream', sizes.probe)
  try {
    const { challenge, interaction, device } = await challengeOf(ctx, challengeId, proof.key, parts)
    using place = parts.matcher.admit(goneSignal(ctx))
    parts.matcher.checkProbe(probe)

    // The try is counted, and the challenge used up, before anything is computed that a client could learn from.
    const subject = subjectOf(interaction, device)
    await checkTries(parts, interaction, subject)
    await proof.use()
    await takeChallenge(parts, challenge.id, { from: 'open', to: 'taken' })
    await countTry(parts, subject)
    parts.metrics.tried('counted')

    // The count goes to the disk meanwhile, and is there before the client hears anything.
    const matching = matchProbe(parts, place, { probe, challenge, device })
    const flushing = parts.store.tries.flushed()
    await Promise.allSettled([matching, flushing])
    const matched = await matching.catch(async (error: unknown) => {
      if (error instanceof ZAuthError && error.code === 'busy') {
        await giveBackTry(parts, subject)
        parts.metrics.tried('given_back')
      }
      throw error
    })
    try {
      await flushing
      const response = await signedAnswer(parts, { challenge, device, probe, matched })
      const tokenHash = tokenHashOf(matched.token)
      await takeChallenge(parts, challenge.id, { from: 'taken', to: 'answered', tokenHash })
      sendCbor(ctx, response)
    } finally {
      matched.token.fill(0)
    }
  } finally {
    probe.fill(0)
  }
}
