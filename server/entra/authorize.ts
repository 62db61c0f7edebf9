import type { Context } from 'koa'
import { noteWebsite } from '../http/noteWebsite.ts'
import { readForm } from '../http/readForm.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import { addresses } from './addresses.ts'
import type { createAuthorities } from './authorities.ts'
import { holdRequest } from './holdRequest.ts'
import { postBack } from './postBack.ts'
import { readRequest } from './readRequest.ts'
import { targetOf } from './targetOf.ts'

/** A hint of several kilobytes, as many of state, and the list of what is asked for. */
const longestForm = 48 * 1024

/** `POST /entra/authorize`: Entra sends a browser, with a form that says whom it has to be. */
export async function authorize(
  ctx: Context,
  parts: Parts,
  authorityOf: ReturnType<typeof createAuthorities>,
): Promise<void> {
  const form = await readForm(ctx, parts, longestForm)
  logCorrelation(parts, form)
  const target = targetOf(parts, form)
  const { client, settings, redirectUri, state } = target
  noteWebsite(ctx, client)
  try {
    const request = await readRequest(parts, form, target, authorityOf(settings))
    const handle = await holdRequest(parts, client.id, request)
    ctx.status = 303
    ctx.redirect(`${parts.config.issuer}${addresses.begin}/${handle}`)
  } catch (error) {
    if (!(error instanceof RoadRefusal)) throw error
    const { code, message, detail } = error
    parts.log.info({ event: 'entra', error: code, detail: detail ?? message }, 'refused')
    const answer = { error: code, error_description: message }
    postBack(ctx, parts, { website: client.name, redirectUri, state, answer })
  }
}

/** What Microsoft's support asks for when a sign-in has failed. */
function logCorrelation({ log }: Parts, form: ReadonlyMap<string, string>): void {
  const correlation = form.get('client-request-id') ?? ''
  if (/^[\da-fA-F-]{36}$/.test(correlation)) log.info({ event: 'entra', correlation }, 'request')
}
