import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { markedBrowserOf } from '../http/browserOf.ts'
import { noteWebsite } from '../http/noteWebsite.ts'
import { beginInteraction } from '../interactions/beginInteraction.ts'
import type { Parts } from '../parts.ts'
import { addresses } from './addresses.ts'
import { countSignIn } from './countSignIn.ts'
import { parametersOf } from './parametersOf.ts'
import { readRequest, type DuoRequest } from './readRequest.ts'
import { redirectBack } from './redirectBack.ts'
import type { WayBackState } from './wayBackState.ts'

/** `GET` or `POST /oauth/v1/authorize`: the website sends a browser, with a signed request for a sign-in. */
export async function authorize(ctx: Context, parts: Parts): Promise<void> {
  const parameters = await parametersOf(ctx, parts)
  const request = await readRequest(parts, parameters)
  noteWebsite(ctx, request.client)
  ctx.status = ctx.method === 'HEAD' ? 200 : 303
  if (ctx.method === 'HEAD') return // Only whether it would be taken.
  if (ctx.method === 'POST') ctx.redirect(sameByGet(parts, parameters))
  else await begin(ctx, parts, request)
}

/** With a form from another site a browser sends no SameSite cookie, so it could not be told whether it is known already. */
function sameByGet({ config }: Parts, parameters: ReadonlyMap<string, string>): string {
  return `${config.issuer}${addresses.authorize}?${new URLSearchParams([...parameters]).toString()}`
}

async function begin(ctx: Context, parts: Parts, request: DuoRequest): Promise<void> {
  const { issuer } = parts.config
  const { client, username, id, redirectUri, state, nonce, codeParameter } = request
  const uid = randomBytes(32).toString('base64url')
  const wayBack: WayBackState = { redirectUri, state, nonce, codeParameter }
  try {
    await countSignIn(parts, request)
    await beginInteraction(parts, {
      uid,
      road: 'duo',
      wayBack: JSON.stringify(wayBack),
      redirectUri,
      clientId: client.id,
      userId: username,
      request: id,
      browser: markedBrowserOf(ctx, issuer),
      sender: parts.senderOf(ctx.req),
    })
  } catch (error) {
    if (!(error instanceof ZAuthError)) throw error
    redirectBack(ctx, redirectUri, { error: 'temporarily_unavailable', error_description: error.message, state })
    return
  }
  ctx.redirect(`${issuer}/interaction/${uid}`)
}
