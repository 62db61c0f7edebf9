import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import type { Client } from '../clients/client.ts'
import { firstTime } from '../once/firstTime.ts'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import { duoClientOf } from './duoClientOf.ts'
import { leeway, signedClaims } from './signedClaims.ts'

const Assertion = v.object({
  iss: v.string(),
  sub: v.string(),
  aud: v.union([
    v.string(),
    v.pipe(
      v.strictTuple([v.string()]),
      v.transform(([audience]) => audience),
    ),
  ]),
  jti: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
})

/** In its place a secret that nobody has: an unknown website is refused in the same time as a wrong signature. */
const nobody = randomBytes(30).toString('base64url')

/**
 * Which website sends a request, as its assertion proves (RFC 7523 §3). `client_id` may be missing, as it is from the client in
 * Java: the assertion names it. Each assertion is taken once.
 *
 * @param audience address of the endpoint
 * @throws RoadRefusal `invalid_client`
 */
export async function authenticateClient(
  parts: Parts,
  parameters: ReadonlyMap<string, string>,
  audience: string,
): Promise<Client> {
  const assertion = parameters.get('client_assertion') ?? ''
  const clientId = parameters.get('client_id') ?? issuerOf(assertion)
  const client = duoClientOf(parts, clientId)
  const signed = await signedClaims(assertion, client?.secret ?? nobody, parts.now())
  if (client === null || signed === null) throw refusal('no website, signature or time that holds')

  const read = v.safeParse(Assertion, signed.claims)
  if (!read.success) throw refusal('a claim is missing')
  const { iss, sub, aud, jti } = read.output
  if (iss !== client.id || sub !== client.id) throw refusal('Unexpected iss or sub')
  if (aud !== audience) throw refusal('Unexpected aud')
  // RFC 7523 §3 item 7.
  if (!(await isFirst(parts, client.id, jti, signed.expiresAt + 1000 * leeway))) throw refusal('seen before')
  return client
}

function issuerOf(assertion: string): string {
  try {
    return decodeJwt(assertion).iss ?? ''
  } catch {
    return ''
  }
}

function isFirst({ store }: Parts, clientId: string, jti: string, removeAt: number): Promise<boolean> {
  const name = createHash('sha256')
    .update(JSON.stringify([clientId, jti]))
    .digest('base64url')
  return firstTime(store, kinds.duoAssertion + name, removeAt)
}

/** One answer for all, so that nobody learns which ids are registered. */
function refusal(detail: string): RoadRefusal {
  return new RoadRefusal('invalid_client', 'The client_assertion could not be verified', detail)
}
