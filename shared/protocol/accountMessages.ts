import * as v from 'valibot'
import { deviceId, deviceName, handle, issuer, recoveryCode, time } from './fields.ts'
import { Offer } from './offer.ts'

/** What crosses when a device manages the account that it belongs to (`/v1/account`), as in messages.ts. */

/** `GET {issuer}/v1/account/devices`: for any device of the account, by its key alone. */
export const AccountResponse = v.object({
  /** In the order in which they came. When there are `mostDevices`, the first makes room for the next. */
  devices: v.pipe(
    v.array(
      v.object({
        device: deviceId,
        /** `null` until somebody named it. */
        name: v.nullable(deviceName),
        /** Milliseconds since 1970; `lastUsedAt`, to the hour, is null for one that has not signed in since the verifier began to note it. */
        enrolledAt: time,
        lastUsedAt: v.nullable(time),
        /** The one that asks. */
        isOwn: v.boolean(),
      }),
    ),
    v.minLength(1),
    v.maxLength(1000),
  ),
  mostDevices: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Whether the website's policy lets a device be added at all. */
  mayAdd: v.boolean(),
  recoveryCodesLeft: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
})
export type AccountResponse = v.InferOutput<typeof AccountResponse>

/** `POST {issuer}/v1/account/checks`, 201: a face check of the device that asks, without a website. Its ticket is what opens the rest. */
export const CheckResponse = v.object({ offer: Offer })
export type CheckResponse = v.InferOutput<typeof CheckResponse>

/** `POST {issuer}/v1/account/devices/{device}/name`, JSON. */
export const NameRequest = v.strictObject({ name: deviceName })
export type NameRequest = v.InferOutput<typeof NameRequest>

/** `POST {issuer}/v1/account/additions`, 201. */
export const AdditionResponse = v.object({
  /** Short, for the person to type on the verifier's page in a sign-in with the new device, once. */
  code: v.pipe(v.string(), v.regex(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)),
  /** Milliseconds since 1970. */
  expiresAt: time,
})
export type AdditionResponse = v.InferOutput<typeof AdditionResponse>

/** `POST {issuer}/v1/account/recovery-codes`, 201: ten new ones; those before are good no more. */
export const RecoveryCodesResponse = v.object({
  recoveryCodes: v.pipe(v.array(recoveryCode), v.minLength(1), v.maxLength(20)),
})
export type RecoveryCodesResponse = v.InferOutput<typeof RecoveryCodesResponse>

/** `DELETE {issuer}/v1/account` */
export const DeletionResponse = v.object({
  /** Compact JWS (ES256, typ `zauth-deletion+jwt`) whose payload is a `DeletionClaims`. */
  statement: v.pipe(v.string(), v.maxLength(262_144)),
})
export type DeletionResponse = v.InferOutput<typeof DeletionResponse>

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What the verifier states to have deleted, when it was done. */
export const DeletionClaims = v.strictObject({
  iss: issuer,
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  /** The website's own id of the user. */
  account: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  deletedAt: time,
  /** Each with its public key, its encrypted template and its tries. */
  devices: v.array(
    v.strictObject({
      device: deviceId,
      /** base64url SHA-256 of the public key and template that are gone, as in the transcript. */
      keyAndTemplate: handle,
      enrolledAt: time,
    }),
  ),
  recoveryCodes: count,
  /** Codes that would have let another device in. */
  tickets: count,
  /** Sign-ins under way, and those that had just ended. */
  signIns: count,
})
export type DeletionClaims = v.InferOutput<typeof DeletionClaims>
