import type { Context } from 'koa'
import { noteWebsite } from '../http/noteWebsite.ts'
import type { Parts } from '../parts.ts'
import { asUnavailable } from '../roads/asUnavailable.ts'
import { beginAtPage } from '../roads/beginAtPage.ts'
import { postBack } from './postBack.ts'
import { takeRequest } from './takeRequest.ts'

/** `GET /entra/begin/{handle}`: the browser, first-party now, begins the sign-in that Entra's form asked for. */
export async function begin(ctx: Context, handle: string, parts: Parts): Promise<void> {
  const { clientId, id, userId, accountName, wayBack } = await takeRequest(parts, handle)
  const client = parts.clients.find(clientId)
  noteWebsite(ctx, client)
  const { redirectUri, state } = wayBack
  try {
    const page = await beginAtPage(ctx, parts, {
      road: 'entra',
      wayBack: JSON.stringify(wayBack),
      redirectUri,
      clientId,
      userId,
      accountName,
      demandsFace: wayBack.classes.recoveryCode === null,
      request: id,
    })
    ctx.status = 303
    ctx.redirect(page)
  } catch (error) {
    postBack(ctx, parts, { website: client?.name ?? clientId, redirectUri, state, answer: asUnavailable(error) })
  }
}
