import * as v from 'valibot'
import { ZAuthError } from './errors.ts'
import { movements, movementSets } from './movements.ts'

/**
 * Everything that crosses between page, extension and verifier, as schemas. Lengths are bounded; a value that came through `read` is what its
 * type says. What a verifier is asked, and what it signs, has no unknown fields: one could be a restriction. In what it answers they are left
 * out, so that a verifier may be newer than the extensions that ask it.
 */

export const protocolName = 'zauth/1'

/** Sizes of the serialised forms, in bytes (encrypted match §5). */
export const sizes = {
  publicKey: 262_338,
  template: 196_802,
  /** A template encrypted by the verifier under the public key is not seeded: both polynomials are stored. */
  templateWhole: 393_329,
  probe: 196_802,
  answer: 131_441,
  tag: 3,
  token: 9,
  challenge: 32,
  hash: 32,
} as const

/** Images of an enrolment series that go over the wire when the verifier trains; each is one embedding. */
export const seriesLength = { min: 5, max: 20 } as const
/** Length of an embedding: unit norm, from the projected MobileFaceNet. */
export const embeddingLength = 64

const bytes = (length: number) =>
  v.custom<Uint8Array<ArrayBuffer>>(
    (input) => input instanceof Uint8Array && input.length === length,
    `Expected ${length} bytes`,
  )
export const handle = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'Expected 32 bytes in base64url'))
export const deviceId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'Expected 16 bytes in base64url'))
/** The device whose template this one replaces: the one that this interaction has just authenticated, and the same proof key. */
const renews = v.optional(deviceId)
export const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const training = v.picklist(['device', 'server'])
const movementSet = v.picklist(movementSets)
/** Movements of the head in their order; none where none are due. */
const sequence = v.pipe(v.array(v.picklist(movements)), v.maxLength(8))
/** An accept threshold: a score, so at most the sum of 256 absolute template entries. */
const acceptThreshold = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4096))
export const issuer = v.pipe(v.string(), v.url(), v.maxLength(512), v.regex(/[^/]$/, 'Expected no slash at the end'))
/** Letters and digits in groups. */
export const recoveryCode = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/),
  v.minLength(8),
  v.maxLength(64),
)
/** What is shown to the person as a name: nothing in it may turn, hide or break what stands beside it (Unicode C, Zl, Zp). */
const shown = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(256),
  v.regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Expected no control characters'),
)
/** What the person agreed to at this enrolment: the beginning of the SHA-256 of the very text, and when, by her clock. */
const consent = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/, 'Expected 12 bytes in base64url')),
  time,
})
/** What the person calls a device of hers. */
export const deviceName = v.pipe(shown, v.maxLength(64))

const origin = v.pipe(
  v.string(),
  v.maxLength(512),
  v.regex(/^https?:\/\/[a-z0-9.:[\]-]+$/, 'Expected an origin as browsers write it'),
)

/** What the verifier's page hands to the content script, in `<script type="application/json" id="zauth-offer">`. */
export const Offer = v.object({
  protocol: v.literal(protocolName),
  issuer,
  /** Capability for this interaction: given to this browser's page only, good until `expiresAt`. */
  ticket: handle,
  relyingParty: v.object({
    clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
    name: shown,
    /** Of the redirect address in use: where the person came from and will go back to. */
    origin,
  }),
  /** The relying party's own user id (`login_hint`). */
  account: shown,
  /** How people know the account, where its id is not for reading. */
  accountName: v.optional(shown),
  /** What the relying party says that it is for, in its own words. */
  reason: v.optional(shown),
  /** The person's own errand at the verifier (`CheckResponse`): no website waits for it. */
  own: v.optional(v.literal(true)),
  /** `enrol` when the account has no device yet and the relying party allows it. */
  purpose: v.picklist(['enrol', 'verify']),
  training,
  /** The false match rate of one try, 1e-8 to 1e-4: the website's, of a sign-in, over its tries; and the least threshold for it. */
  acceptance: v.object({
    falseMatchRate: v.pipe(v.number(), v.minValue(1e-8), v.maxValue(1e-4)),
    leastAcceptThreshold: acceptThreshold,
  }),
  /** Milliseconds since 1970. */
  expiresAt: time,
})
export type Offer = v.InferOutput<typeof Offer>

/** `POST {issuer}/api/enrolments`, CBOR. An interaction may enrol again while its device has not authenticated yet. */
export const EnrolmentRequest = v.variant('training', [
  v.strictObject({
    training: v.literal('device'),
    ticket: handle,
    publicKey: bytes(sizes.publicKey),
    template: bytes(sizes.template),
    acceptThreshold,
    /** Chosen once, so that who holds a photograph cannot choose later. */
    movementSet,
    name: v.optional(deviceName),
    renews,
    consent: v.optional(consent),
  }),
  v.strictObject({
    training: v.literal('server'),
    ticket: handle,
    publicKey: bytes(sizes.publicKey),
    /** Each 64 little-endian float32, unit norm. In the clear, once: the operator's option, the person is told. */
    embeddings: v.pipe(
      v.array(bytes(4 * embeddingLength)),
      v.minLength(seriesLength.min),
      v.maxLength(seriesLength.max),
    ),
    movementSet,
    name: v.optional(deviceName),
    renews,
    consent: v.optional(consent),
  }),
])
export type EnrolmentRequest = v.InferOutput<typeof EnrolmentRequest>

/** JSON, 201. */
export const EnrolmentResponse = v.object({
  device: deviceId,
  /** base64url SHA-256 of public key and stored template, as in the transcript. */
  keyAndTemplate: handle,
})
export type EnrolmentResponse = v.InferOutput<typeof EnrolmentResponse>

/** `POST {issuer}/api/challenges`, JSON. */
export const ChallengeRequest = v.strictObject({
  ticket: handle,
  device: deviceId,
  /** Fresh, and signed together with the challenge, so that nobody can answer with an older one. */
  nonce: handle,
})
export type ChallengeRequest = v.InferOutput<typeof ChallengeRequest>

/** JSON, 201. */
export const ChallengeResponse = v.object({
  challenge: handle,
  /** Milliseconds since 1970, two minutes ahead by default. */
  expiresAt: time,
  /** Tries left in this interaction, this one included. */
  triesLeft: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  movements: sequence,
  /** Compact JWS (ES256, typ `zauth-challenge+jwt`) whose payload is a `ChallengeClaims`. */
  signature: v.pipe(v.string(), v.maxLength(2048)),
})
export type ChallengeResponse = v.InferOutput<typeof ChallengeResponse>

/** What the verifier signs before a person is told to move: for whom, until when, and in answer to which request. */
export const ChallengeClaims = v.strictObject({
  iss: issuer,
  challenge: handle,
  device: deviceId,
  nonce: handle,
  movements: sequence,
  expiresAt: time,
})
export type ChallengeClaims = v.InferOutput<typeof ChallengeClaims>

/** Answer to `POST {issuer}/api/challenges/{challenge}/probe` (octets in, CBOR out). */
export const AnswerResponse = v.object({
  answers: v.strictTuple([bytes(sizes.answer), bytes(sizes.answer)]),
  tag: bytes(sizes.tag),
  /** Compact JWS (ES256, typ `zauth-answer+jwt`) whose payload is an `AnswerClaims`. */
  signature: v.pipe(v.string(), v.maxLength(2048)),
})
export type AnswerResponse = v.InferOutput<typeof AnswerResponse>

/** What the verifier signs: the transcript's digest, which holds challenge, account, device, probe, answers and tag. */
export const AnswerClaims = v.strictObject({ iss: issuer, challenge: handle, transcript: handle })
export type AnswerClaims = v.InferOutput<typeof AnswerClaims>

/** `POST {issuer}/api/challenges/{challenge}/token`, JSON. */
export const TokenRequest = v.strictObject({
  /** The person wants new recovery codes in the place of those that are left. */
  newRecoveryCodes: v.optional(v.literal(true)),
  token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{12}$/, 'Expected 9 bytes in base64url')),
})
export type TokenRequest = v.InferOutput<typeof TokenRequest>

export const TokenResponse = v.object({
  authenticated: v.literal(true),
  /** Ways in without a face, each good once, to be shown to the person: this is the only time that anybody sees them. */
  recoveryCodes: v.optional(v.pipe(v.array(recoveryCode), v.minLength(1), v.maxLength(20))),
})
export type TokenResponse = v.InferOutput<typeof TokenResponse>

/** Body of every error the API answers with. */
export const ErrorResponse = v.object({
  error: v.pipe(v.string(), v.maxLength(64)),
  message: v.pipe(v.string(), v.maxLength(1024)),
  retryAfter: v.optional(v.pipe(v.number(), v.minValue(0))),
})
export type ErrorResponse = v.InferOutput<typeof ErrorResponse>

/**
 * Outside data in, a typed value out.
 * @throws ZAuthError `malformed_request`, with where and what in `detail`, never the value
 */
export function read<const S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const where = v.getDotPath(issue) ?? 'the value'
  throw new ZAuthError('malformed_request', `${where}: Expected ${issue.expected ?? 'another value'}`)
}
