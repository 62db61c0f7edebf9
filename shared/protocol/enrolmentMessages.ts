import * as v from 'valibot'
import { acceptThreshold, bytes, deviceId, deviceName, handle, time } from './fields.ts'
import { movementSets } from './movements.ts'
import { embeddingLength, seriesLength, sizes } from './sizes.ts'

/** What the person agreed to at this enrolment: the beginning of the SHA-256 of the very text, and when, by her clock. */
const consent = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/, 'Expected 12 bytes in base64url')),
  time,
})

/** What an enrolment says wherever its template is trained. */
const common = {
  ticket: handle,
  publicKey: bytes(sizes.publicKey),
  /** Chosen once, so that who holds a photograph cannot choose later. */
  movementSet: v.picklist(movementSets),
  name: v.optional(deviceName),
  /** The device whose template this one replaces: the one that this interaction has just authenticated, and the same proof key. */
  renews: v.optional(deviceId),
  consent: v.optional(consent),
}

/** `POST {issuer}/api/enrolments`, CBOR. An interaction may enrol again while its device has not authenticated yet. */
export const EnrolmentRequest = v.variant('training', [
  v.strictObject({
    ...common,
    training: v.literal('device'),
    template: bytes(sizes.template),
    acceptThreshold,
  }),
  v.strictObject({
    ...common,
    training: v.literal('server'),
    /** Each 64 little-endian float32, unit norm. In the clear, once: the operator's option, the person is told. */
    embeddings: v.pipe(
      v.array(bytes(4 * embeddingLength)),
      v.minLength(seriesLength.min),
      v.maxLength(seriesLength.max),
    ),
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
