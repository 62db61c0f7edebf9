import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import * as v from 'valibot'
import { shown } from '../../shared/protocol/fields.ts'
import type { Parts } from '../parts.ts'
import { subjectOf } from './subjectOf.ts'

/**
 * The website names the user whose first factor it has checked. It is believed only when it said so itself, in a pushed
 * and authenticated request (RFC 9126 §2) or a signed one (RFC 9101 §4): what came through the browser could be anybody's, and a thief of one password
 * could enrol a face for somebody else's account.
 */
export function requireLoginHint({ keys, clients }: Pick<Parts, 'keys' | 'clients'>) {
  return (ctx: KoaContextWithOIDC, loginHint: string | undefined): void => {
    if (loginHint === undefined || loginHint === '') throw new errors.InvalidRequest('login_hint is required')
    if (!v.is(shown, loginHint))
      throw new errors.InvalidRequest('login_hint is not 256 characters at most that can be seen')
    const isPushed = ctx.oidc.route === 'pushed_authorization_request' || isTrusted(ctx.oidc)
    if (!isPushed) throw new errors.InvalidRequest('login_hint must be in a pushed or signed authorization request')
    const hinted = ctx.oidc.entities.IdTokenHint?.payload['sub']
    if (hinted === undefined) return
    const client = clients.find(ctx.oidc.client?.clientId ?? '')
    if (client === null || hinted !== subjectOf(keys, client, loginHint)) {
      throw new errors.InvalidRequest('id_token_hint and login_hint name different users')
    }
  }
}

/** oidc-provider lists the parameters that an authenticated client has vouched for. */
function isTrusted(oidc: { readonly trusted?: unknown }): boolean {
  return Array.isArray(oidc.trusted) && oidc.trusted.includes('login_hint')
}
