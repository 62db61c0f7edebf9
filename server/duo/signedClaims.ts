import { decode } from 'cborg/json'
import { compactVerify } from 'jose'
import * as v from 'valibot'

/** Clocks of websites may be wrong by this much, in seconds: what the clients allow, too. */
export const leeway = 60
/** The longest that a client signs for, in seconds: the one in Java takes an hour, the others five minutes. */
const longestLife = 3600
const longest = 8192

/** Seconds since 1970: a whole number, a fraction (Python), or a string of digits (C#). */
const numericDate = v.union([
  v.pipe(v.number(), v.finite(), v.minValue(0)),
  v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number)),
])

const Times = v.object({ exp: numericDate, iat: v.optional(numericDate), nbf: v.optional(numericDate) })

export interface SignedClaims {
  readonly claims: unknown
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/**
 * What a website has signed with its secret (HMAC with SHA-512, RFC 7518 §3.2, and nothing else), if it is in force now.
 *
 * @param jws compact
 * @param secret 40 characters, whose UTF-8 bytes are the key
 * @param now milliseconds since 1970
 * @returns `null` when it is not
 */
export async function signedClaims(jws: string, secret: string, now: number): Promise<SignedClaims | null> {
  const claims = jws.length <= longest ? await verified(jws, new TextEncoder().encode(secret)) : null
  const times = v.safeParse(Times, claims)
  if (!times.success) return null
  const { exp, iat = 0, nbf = 0 } = times.output
  const seconds = now / 1000
  const isInForce = exp > seconds - leeway && Math.max(iat, nbf) <= seconds + leeway
  if (!isInForce || exp > seconds + longestLife + leeway) return null
  return { claims, expiresAt: exp * 1000 }
}

async function verified(jws: string, key: Uint8Array): Promise<unknown> {
  try {
    const { payload } = await compactVerify(jws, key, { algorithms: ['HS512'] })
    return decode(payload, { rejectDuplicateMapKeys: true })
  } catch {
    return null
  }
}
