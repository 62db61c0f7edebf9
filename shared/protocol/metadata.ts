import * as v from 'valibot'
import { issuer, protocolName } from './fields.ts'

/** What a verifier says of itself, as in messages.ts: who it is, and its keys. */

/** A key that signs answers. */
export const PublicJwk = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.maxLength(64)),
  y: v.pipe(v.string(), v.maxLength(64)),
  kid: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  alg: v.literal('ES256'),
  use: v.literal('sig'),
})
export type PublicJwk = v.InferOutput<typeof PublicJwk>

/** So many times in a row may one key name the next: a device that was away for longer enrols anew. */
export const longestSuccession = 8

/** `GET {issuer}/.well-known/zauth` */
export const Metadata = v.object({
  protocol: v.literal(protocolName),
  issuer,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  /** The keys that sign answers; the extension pins them at enrolment. */
  jwks: v.object({ keys: v.pipe(v.array(PublicJwk), v.minLength(1), v.maxLength(8)) }),
  /** Compact JWS by which each former key names the next, the oldest first (`SuccessionClaims`); none where none was replaced. */
  succession: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(2048))), v.minLength(1), v.maxLength(longestSuccession)),
  ),
})
export type Metadata = v.InferOutput<typeof Metadata>
