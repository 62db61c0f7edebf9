import type { Context } from 'koa'
import type { Parts } from '../parts.ts'
import { addresses } from './addresses.ts'

/** `GET /entra/.well-known/openid-configuration`: what Entra has to know of its provider. Koa adds the length that it wants to see. */
export function metadata(ctx: Context, { config: { issuer } }: Parts): void {
  ctx.body = {
    issuer: `${issuer}${addresses.issuer}`,
    authorization_endpoint: `${issuer}${addresses.authorize}`,
    jwks_uri: `${issuer}${addresses.keys}`,
    scopes_supported: ['openid'],
    response_types_supported: ['id_token'],
    response_modes_supported: ['form_post'],
    grant_types_supported: ['implicit'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claim_types_supported: ['normal'],
    claims_supported: ['iss', 'aud', 'exp', 'iat', 'sub', 'nonce', 'acr', 'amr'],
  }
}
