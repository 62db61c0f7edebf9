import * as v from 'valibot'
import { issuer, time } from './fields.ts'
import { PublicJwk } from './metadata.ts'

/** Of the compact JWS (ES256) in which a key that signs answers names its successor: it serves as nothing else. */
export const successionType = 'zauth-succession+jwt'

/**
 * What such a key signs: from when on which other key signs for it (encrypted match §7.1).
 */
export const SuccessionClaims = v.strictObject({
  iss: issuer,
  /** The successor. Its `kid` is its thumbprint (RFC 7638). */
  key: PublicJwk,
  /** Milliseconds since 1970: the successor is good from then on. */
  signsFrom: time,
})
export type SuccessionClaims = v.InferOutput<typeof SuccessionClaims>
