import type { Context } from 'koa'
import { equalInConstantTime, fromBase64url } from '../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { TokenRequest, type TokenResponse } from '../../shared/protocol/challengeMessages.ts'
import { noteAccepted } from '../audit/noteAccepted.ts'
import { noteCodesMade } from '../audit/noteCodesMade.ts'
import { challengeOf } from '../challenges/challengeOf.ts'
import { noteMoved } from '../challenges/noteMoved.ts'
import { takeChallenge } from '../challenges/takeChallenge.ts'
import { tokenHashOf } from '../challenges/tokenHashOf.ts'
import { readJson } from '../http/readJson.ts'
import { acceptToken } from '../interactions/acceptToken.ts'
import { refuseWhenSpent } from '../interactions/refuseWhenSpent.ts'
import type { Parts } from '../parts.ts'
import { verifyProof } from '../proof/verifyProof.ts'
import { makeCodesWhenNone } from '../codes/makeCodesWhenNone.ts'

/** `POST /api/challenges/{challenge}/token`: who can say the token has shown the face. */
export async function token(ctx: Context, challengeId: string, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  await challengeOf(ctx, challengeId, proof.key, parts)
  const request = await readJson(ctx, parts, TokenRequest)
  const { challenge, interaction, device } = await challengeOf(ctx, challengeId, proof.key, parts)
  await proof.use()

  // Consumed before it is looked at: one token, right or wrong.
  await takeChallenge(parts, challenge.id, { from: 'answered', to: 'spent' })
  if (!isToken(fromBase64url(request.token), challenge.tokenHash)) {
    await refuseWhenSpent(parts, interaction.id)
    throw new ZAuthError('token_wrong')
  }
  const replaced = await acceptToken(parts, interaction.id, device)
  await noteAccepted(parts, interaction, device, replaced)
  // One that has ended well already goes on for a new device, and is counted once.
  if (interaction.state !== 'authenticated') parts.metrics.signInEnded(interaction.road, 'face')
  await noteMoved(parts, challenge)
  const recoveryCodes = await makeCodesWhenNone(parts, device.account)
  if (recoveryCodes !== null) noteCodesMade(parts, device)
  ctx.body = { authenticated: true, ...(recoveryCodes && { recoveryCodes }) } satisfies TokenResponse
}

function isToken(sent: Uint8Array, expectedHash: string | null): boolean {
  return expectedHash !== null && equalInConstantTime(fromBase64url(tokenHashOf(sent)), fromBase64url(expectedHash))
}
