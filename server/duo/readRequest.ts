import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { shown } from '../../shared/protocol/fields.ts'
import type { Client } from '../clients/client.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import { addresses } from './addresses.ts'
import { duoClientOf } from './duoClientOf.ts'
import { leeway, signedClaims } from './signedClaims.ts'

const nonce = v.pipe(
  v.string(),
  v.minLength(16, 'nonce has less than 16 characters'),
  v.maxLength(1024, 'nonce has more than 1024 characters'),
)

const Claims = v.object({
  response_type: v.literal('code', 'response_type is not "code"'),
  scope: v.pipe(
    v.string('scope is missing'),
    v.check((scope) => scope.split(' ').includes('openid'), 'scope is without "openid"'),
  ),
  client_id: v.string('client_id is missing'),
  redirect_uri: v.string('redirect_uri is missing'),
  state: v.pipe(
    v.string('state is missing'),
    v.minLength(22, 'state has less than 22 characters'),
    v.maxLength(1024, 'state has more than 1024 characters'),
  ),
  duo_uname: v.pipe(
    v.string('duo_uname is missing'),
    v.check((name) => v.is(shown, name), 'duo_uname is not 1 to 256 characters that can be seen'),
  ),
  // The client in Java signs neither.
  iss: v.optional(v.string()),
  aud: v.optional(
    v.union(
      [
        v.string(),
        v.pipe(
          v.strictTuple([v.string()]),
          v.transform(([audience]) => audience),
        ),
      ],
      'Unexpected aud',
    ),
  ),
  // The one in C# has nothing but strings.
  use_duo_code_attribute: v.optional(v.union([v.boolean(), v.picklist(['true', 'false'])])),
  nonce: v.optional(nonce),
})

/** What a website asks for, in its own signed words. */
export interface DuoRequest {
  readonly client: Client
  /** The same for the same request. */
  readonly id: string
  /** Until when it is taken, milliseconds since 1970. */
  readonly expiresAt: number
  readonly redirectUri: string
  readonly state: string
  readonly username: string
  readonly nonce: string | null
  /** The parameter in which the code goes back. */
  readonly codeParameter: 'duo_code' | 'code'
}

/**
 * Checks an authorization request. What counts is in the signed `request`, whatever stands beside it (RFC 9101 §6.3); only the
 * client in Python puts its nonce there.
 *
 * @throws RoadRefusal `invalid_request`: nothing in it is to be believed, and nobody is to be sent anywhere
 */
export async function readRequest(parts: Parts, parameters: ReadonlyMap<string, string>): Promise<DuoRequest> {
  const request = parameters.get('request')
  const clientId = parameters.get('client_id')
  if (request === undefined || clientId === undefined) throw refusal('client_id or request is missing')
  const client = duoClientOf(parts, clientId)
  const signed = client && (await signedClaims(request, client.secret, parts.now()))
  if (!signed) throw refusal('it was not signed by a website that is known here, or its time is over')

  const read = v.safeParse(Claims, signed.claims, { abortEarly: true })
  if (!read.success) throw refusal(read.issues[0].message)
  const claims = read.output
  const { issuer } = parts.config
  if (claims.client_id !== client.id || (claims.iss ?? client.id) !== client.id) throw refusal('Unexpected client_id')
  // The host, or the address of the endpoint (C#).
  if (![issuer, `${issuer}${addresses.authorize}`].includes(claims.aud ?? issuer)) throw refusal('Unexpected aud')
  if (!client.redirectUris.includes(claims.redirect_uri)) throw refusal('redirect_uri is not registered')
  return {
    client,
    id: `duo:${createHash('sha256').update(client.id).update(signedPart(request)).digest('base64url')}`,
    expiresAt: signed.expiresAt + 1000 * leeway,
    redirectUri: claims.redirect_uri,
    state: claims.state,
    username: claims.duo_uname,
    nonce: claims.nonce ?? unsignedNonce(parameters),
    codeParameter: [true, 'true'].includes(claims.use_duo_code_attribute ?? false) ? 'duo_code' : 'code',
  }
}

/** Without the signature, of which base64url has several spellings. */
function signedPart(jws: string): string {
  return jws.slice(0, jws.lastIndexOf('.'))
}

function unsignedNonce(parameters: ReadonlyMap<string, string>): string | null {
  const read = v.safeParse(v.optional(nonce), parameters.get('nonce'))
  if (!read.success) throw refusal(read.issues[0].message)
  return read.output ?? null
}

function refusal(reason: string): RoadRefusal {
  return new RoadRefusal('invalid_request', reason)
}
