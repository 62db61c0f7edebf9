import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { markedBrowserOf } from '../http/browserOf.ts'
import { beginInteraction, type Beginning } from '../interactions/beginInteraction.ts'
import type { Parts } from '../parts.ts'

/** A name for a sign-in that has none yet. */
export const newUid = (): string => randomBytes(32).toString('base64url')

/**
 * Begins the sign-in that a website has asked for, in the browser that is here; the address of its page.
 * @throws ZAuthError `too_many_tries`, `busy`: see `asUnavailable`
 */
export async function beginAtPage(
  ctx: Pick<Context, 'cookies' | 'req'>,
  parts: Parts,
  { uid = newUid(), ...request }: Omit<Beginning, 'uid' | 'browser' | 'sender'> & { readonly uid?: string },
): Promise<string> {
  const { issuer } = parts.config
  const browser = markedBrowserOf(ctx, issuer)
  await beginInteraction(parts, { uid, ...request, browser, sender: parts.senderOf(ctx.req) })
  return endpoints.interaction(issuer, uid)
}
