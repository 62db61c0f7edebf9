import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import { addresses } from './addresses.ts'
import { authenticateClient } from './authenticateClient.ts'
import { idTokenOf, tokenLifetime } from './idTokenOf.ts'
import { parametersOf } from './parametersOf.ts'
import { redeemCode } from './redeemCode.ts'

// RFC 7523 §2.2.
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** `POST /oauth/v1/token`: the website's back end exchanges a code for what came of the sign-in. */
export async function token(ctx: Context, parts: Parts): Promise<void> {
  const parameters = await parametersOf(ctx, parts)
  const client = await authenticateClient(parts, parameters, `${parts.config.issuer}${addresses.token}`)
  if (parameters.get('client_assertion_type') !== assertionType) {
    throw new RoadRefusal('invalid_request', 'client_assertion_type is missing, or another')
  }
  if (parameters.get('grant_type') !== 'authorization_code') {
    throw new RoadRefusal('unsupported_grant_type', 'Only authorization_code is taken')
  }
  const code = parameters.get('code')
  const redirectUri = parameters.get('redirect_uri')
  if (code === undefined || redirectUri === undefined) {
    throw new RoadRefusal('invalid_request', 'code or redirect_uri is missing')
  }

  const content = await redeemCode(parts, { clientId: client.id, code, redirectUri })
  ctx.body = {
    id_token: await idTokenOf(parts, client, content),
    // Clients want to see one. It opens nothing.
    access_token: randomBytes(32).toString('base64url'),
    expires_in: tokenLifetime,
    token_type: 'Bearer',
  }
}
