import * as v from 'valibot'

/** A key of the verifier's with what a JWK Set says of it (RFC 7517 §4). */
const Jwk = v.looseObject({ kty: v.string(), kid: v.string(), alg: v.string(), use: v.literal('sig') })
const PrivateJwk = v.pipe(
  Jwk,
  v.check((jwk) => 'd' in jwk, 'Expected a private key'),
)
export type PrivateJwk = v.InferOutput<typeof PrivateJwk>

const signsFrom = v.pipe(v.number(), v.minValue(0))

const IdTokenKey = v.strictObject({
  key: PrivateJwk,
  /** Milliseconds since 1970: from then on it signs, until the next one does. */
  signsFrom,
})
export type IdTokenKey = v.InferOutput<typeof IdTokenKey>

const AnswerKey = v.strictObject({
  /** Without its private key when its time is over: what it signed can still be checked. */
  key: Jwk,
  /** Milliseconds since 1970: from then on it signs, until the next one does. */
  signsFrom,
  /** Names the next one (`SuccessionClaims`), signed by this one. None where there is no next one, or this one was stolen. */
  succession: v.optional(v.string()),
})
export type AnswerKey = v.InferOutput<typeof AnswerKey>

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
  /** In the order in which they sign: one or two that do or will, and what is left of those before it. */
  answer: v.union([
    v.pipe(
      v.array(AnswerKey),
      v.check((keys) => 'd' in (keys.at(-1)?.key ?? {}), 'Expected a key that can sign'),
    ),
    OnlyKey,
  ]),
  cookies: v.pipe(v.array(secret), v.minLength(1)),
  tickets: secret,
  accountNames: secret,
})
export type KeyFile = v.InferOutput<typeof KeyFile>
