import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { markedBrowserOf } from '../http/browserOf.ts'
import { noteWebsite } from '../http/noteWebsite.ts'
import { beginInteraction } from '../interactions/beginInteraction.ts'
import { clientOf } from '../interactions/clientOf.ts'
import type { Parts } from '../parts.ts'
import { postBack } from './postBack.ts'
import { takeRequest } from './takeRequest.ts'

/** `GET /entra/begin/{handle}`: the browser, first-party now, begins the sign-in that Entra's form asked for. */
export async function begin(ctx: Context, handle: string, parts: Parts): Promise<void> {
  const { clientId, id, userId, accountName, wayBack } = await takeRequest(parts, handle)
  const client = clientOf(parts, clientId)
  noteWebsite(ctx, client)
  const { issuer } = parts.config
  const { redirectUri, state } = wayBack
  const uid = randomBytes(32).toString('base64url')
  try {
    await beginInteraction(parts, {
      uid,
      road: 'entra',
      wayBack: JSON.stringify(wayBack),
      redirectUri,
      clientId,
      userId,
      accountName,
      demandsFace: wayBack.classes.recoveryCode === null,
      request: id,
      browser: markedBrowserOf(ctx, issuer),
      sender: parts.senderOf(ctx.req),
    })
  } catch (error) {
    if (!(error instanceof ZAuthError)) throw error
    const answer = { error: 'temporarily_unavailable', error_description: error.message }
    postBack(ctx, parts, { website: client?.name ?? clientId, redirectUri, state, answer })
    return
  }
  ctx.status = 303
  ctx.redirect(`${issuer}/interaction/${uid}`)
}
