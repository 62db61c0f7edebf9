import * as v from 'valibot'

/** A private key of the verifier's with what a JWK Set says of it (RFC 7517 §4). */
const PrivateJwk = v.pipe(
  v.looseObject({ kty: v.string(), kid: v.string(), alg: v.string(), use: v.literal('sig') }),
  v.check((jwk) => 'd' in jwk, 'Expected a private key'),
)
export type PrivateJwk = v.InferOutput<typeof PrivateJwk>

const IdTokenKey = v.strictObject({
  key: PrivateJwk,
  /** Milliseconds since 1970: from then on it signs, until the next one does. */
  signsFrom: v.pipe(v.number(), v.minValue(0)),
})
export type IdTokenKey = v.InferOutput<typeof IdTokenKey>

/** Versions before keys could be rotated had a single one. */
const OnlyKey = v.pipe(
  PrivateJwk,
  v.transform((key): IdTokenKey[] => [{ key, signsFrom: 0 }]),
)
const secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** What the document `keys` holds: `keys.json` of the data folder, or a row of the database. */
export const KeyFile = v.strictObject({
  /** In the order in which they sign. */
  idToken: v.union([v.pipe(v.array(IdTokenKey), v.minLength(1), v.maxLength(8)), OnlyKey]),
  answer: PrivateJwk,
  cookies: v.pipe(v.array(secret), v.minLength(1)),
  tickets: secret,
  accountNames: secret,
})
export type KeyFile = v.InferOutput<typeof KeyFile>
