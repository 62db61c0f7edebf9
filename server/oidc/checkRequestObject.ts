import { createHash } from 'node:crypto'
import { errors, type Client, type KoaContextWithOIDC } from 'oidc-provider'

/** Seconds that a signed request may live, as a pushed one does. */
const longestLife = 600

/**
 * What a signed request object must have beyond its signature (RFC 9101 §4, RFC 7519 §4.1): an end that is near and a name of
 * its own, by which the sign-ins that it begins are counted. A pushed request comes here, too, in the form of such an object.
 */
export function checkRequestObject(
  ctx: KoaContextWithOIDC,
  { jti, exp }: Readonly<Record<string, unknown>>,
  _header: unknown,
  client: Client,
): void {
  if ('PushedAuthorizationRequest' in ctx.oidc.entities) return
  if (typeof jti !== 'string' || jti === '') throw new errors.InvalidRequestObject('jti is required')
  if (typeof exp !== 'number') throw new errors.InvalidRequestObject('exp is required')
  if (exp > Math.floor(Date.now() / 1000) + longestLife) {
    throw new errors.InvalidRequestObject(`exp is more than ${longestLife} seconds ahead`)
  }
  ctx.state['requestObject'] = createHash('sha256')
    .update(JSON.stringify([client.clientId, jti]))
    .digest('base64url')
}
