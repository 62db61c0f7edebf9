import * as v from 'valibot'
import { bytes, deviceId, handle, issuer, recoveryCode, time } from './fields.ts'
import { movements } from './movements.ts'
import { sizes } from './sizes.ts'

/** Movements of the head in their order; none where none are due. */
const sequence = v.pipe(v.array(v.picklist(movements)), v.maxLength(8))

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
  token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{12}$/, 'Expected 9 bytes in base64url')),
})
export type TokenRequest = v.InferOutput<typeof TokenRequest>

export const TokenResponse = v.object({
  authenticated: v.literal(true),
  /** Ways in without a face, each good once, to be shown to the person: this is the only time that anybody sees them. */
  recoveryCodes: v.optional(v.pipe(v.array(recoveryCode), v.minLength(1), v.maxLength(20))),
})
export type TokenResponse = v.InferOutput<typeof TokenResponse>
