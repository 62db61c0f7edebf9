import { compactVerify, errors } from 'jose'
import * as v from 'valibot'
import { shown } from '../../shared/protocol/fields.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import type { Authority } from './authorities.ts'
import type { EntraSettings } from './entraSettings.ts'

/** Entra gives a sign-in up after ten minutes; clocks may be wrong by five. Milliseconds. */
export const hintLifetime = 10 * 60_000
const clockTolerance = 5 * 60_000

const Claims = v.object({
  iss: v.string(),
  aud: v.string(),
  tid: v.string(),
  oid: v.pipe(v.string(), v.regex(/^[\da-fA-F-]{36}$/), v.toLowerCase()),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  iat: v.pipe(v.number(), v.safeInteger()),
  nbf: v.optional(v.number(), 0),
  // What cannot be shown as it is, is not shown.
  preferred_username: v.fallback(v.nullable(shown), null),
})

/** Somebody of a tenant. */
export interface Hinted {
  /** Object id and tenant: who she is, for every application. */
  readonly userId: string
  /** Who she is for this one: what the answer has to be about. */
  readonly subject: string
  /** How she is called, for display only: names change, and two may have the same. */
  readonly name: string | null
}

/**
 * Whom Entra speaks of. It issues the hint as expired already, so that it is good for nothing else: its end is not looked at, but its
 * beginning is ("Default id_token_hint claims", "Validating tokens issued by Microsoft Entra ID").
 *
 * @param now milliseconds since 1970
 * @throws RoadRefusal
 */
export async function verifyHint(
  hint: string,
  { tenant, audience }: EntraSettings,
  authority: Authority,
  now: number,
): Promise<Hinted> {
  const read = v.safeParse(Claims, await verified(hint, authority))
  if (!read.success) throw refusal('a claim is missing')
  const { iss, aud, tid, oid, sub, iat, nbf, preferred_username: name } = read.output
  if (iss !== authority.issuer) throw refusal('Unexpected iss')
  if (aud.toLowerCase() !== audience) throw refusal('Unexpected aud')
  if (tid.toLowerCase() !== tenant) throw refusal('Unexpected tid')
  const age = now - 1000 * iat
  if (age > hintLifetime + clockTolerance || age < -clockTolerance) throw refusal('Unexpected iat')
  if (1000 * nbf > now + clockTolerance) throw refusal('Unexpected nbf')
  return { userId: `${oid}@${tenant}`, subject: sub, name }
}

async function verified(hint: string, authority: Authority): Promise<unknown> {
  const keys = await authority.keys()
  if (keys === null) throw new RoadRefusal('temporarily_unavailable', 'The keys of the tenant cannot be had')
  try {
    const { payload } = await compactVerify(hint, keys, { algorithms: ['RS256'] })
    return parse(payload)
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw refusal('not signed by the tenant')
  }
  // "Be prepared to handle both immediate and periodic rollovers."
  const newer = await authority.newerKeys()
  if (newer === null) throw refusal('signed by an unknown key')
  try {
    const { payload } = await compactVerify(hint, newer, { algorithms: ['RS256'] })
    return parse(payload)
  } catch {
    throw refusal('signed by an unknown key')
  }
}

function parse(payload: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(payload))
}

function refusal(detail: string): RoadRefusal {
  return new RoadRefusal('invalid_request', 'The id_token_hint cannot be used', detail)
}
