import type { Context } from 'koa'
import { noteWebsite } from '../http/noteWebsite.ts'
import type { Parts } from '../parts.ts'
import { againByGet } from '../roads/againByGet.ts'
import { asUnavailable } from '../roads/asUnavailable.ts'
import { beginAtPage } from '../roads/beginAtPage.ts'
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
  if (ctx.method === 'HEAD')
    ctx.status = 200 // Only whether it would be taken.
  else if (ctx.method === 'POST') againByGet(ctx, `${parts.config.issuer}${addresses.authorize}`, parameters)
  else await begin(ctx, parts, request)
}

async function begin(ctx: Context, parts: Parts, request: DuoRequest): Promise<void> {
  const { client, username, id, redirectUri, state, nonce, codeParameter } = request
  const wayBack: WayBackState = { redirectUri, state, nonce, codeParameter }
  try {
    await countSignIn(parts, request)
    const page = await beginAtPage(ctx, parts, {
      road: 'duo',
      wayBack: JSON.stringify(wayBack),
      redirectUri,
      clientId: client.id,
      userId: username,
      request: id,
    })
    ctx.status = 303
    ctx.redirect(page)
  } catch (error) {
    redirectBack(ctx, redirectUri, { ...asUnavailable(error), state })
  }
}
