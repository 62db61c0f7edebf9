import { calculateJwkThumbprint } from 'jose'
import { read } from '../../shared/protocol/read.ts'
import type { Metadata, PublicJwk } from '../../shared/protocol/metadata.ts'
import { SuccessionClaims, successionType } from '../../shared/protocol/succession.ts'
import { kidOf } from './kidOf.ts'
import { readSigned } from './readSigned.ts'

/** As much as a device's clock may be off for its requests to be taken. */
const tolerance = 5 * 60_000

/** From where to where a device goes over. */
interface Passage {
  readonly issuer: string
  /** The pinned keys. */
  readonly jwks: Metadata['jwks']
  /** Of the key that has signed something. */
  readonly kid: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * The key that follows a pinned one: statement by statement, each signed by the key before, of which the first is pinned. Only a key that is
 * still trusted leads on, so that one that was followed leads nowhere any more (encrypted match §7.1).
 *
 * @param statements as the verifier publishes them, the oldest first
 * @throws Error of any kind when they do not lead there
 */
export async function followSuccession(
  statements: readonly string[],
  { issuer, jwks, kid, now }: Passage,
): Promise<PublicJwk> {
  const isPinned = (of: string | null): boolean => jwks.keys.some((key) => key.kid === of)
  const first = statements.findLastIndex((statement) => isPinned(kidOf(statement)))
  if (first < 0) throw new TypeError('Expected a statement by a pinned key')
  const passed = new Set(jwks.keys.map((key) => key.kid))
  let trusted = jwks
  for (const statement of statements.slice(first)) {
    const claims = read(SuccessionClaims, await readSigned(statement, successionType, trusted))
    if (claims.iss !== issuer) throw new TypeError('Unexpected issuer')
    if (claims.signsFrom > now + tolerance) throw new TypeError('Unexpected successor, before its time')
    if ((await calculateJwkThumbprint(claims.key)) !== claims.key.kid) throw new TypeError('Unexpected name of a key')
    if (passed.has(claims.key.kid)) throw new TypeError('Unexpected successor, a key before it')
    if (claims.key.kid === kid) return claims.key
    passed.add(claims.key.kid)
    trusted = { keys: [claims.key] }
  }
  throw new TypeError('Expected a statement about the key that has signed')
}
