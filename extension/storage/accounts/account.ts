import * as v from 'valibot'
import { sha256, toBase64url } from '../../../shared/protocol/encoding.ts'
import { Metadata } from '../../../shared/protocol/metadata.ts'

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/))
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(512))
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What the person agreed to, and when. */
export const Consent = v.strictObject({
  /** Milliseconds since 1970. */
  time,
  /** The beginning of the SHA-256 of the text that she read, in her language, without the names in it. */
  version: base64url,
})
export type Consent = v.InferOutput<typeof Consent>

/** One device of one account, as extension storage keeps it. */
export const Account = v.strictObject({
  issuer: text,
  clientId: text,
  /** What the relying party called itself when the account was enrolled. */
  relyingParty: text,
  account: text,
  /** How people know it, where its id is not for reading. */
  accountName: v.optional(text),
  /** The verifier's id of this device. */
  device: base64url,
  /** base64url SHA-256 of public key and stored template: what every match is bound to. */
  keyAndTemplate: base64url,
  /** The verifier's signing keys, pinned at enrolment. */
  jwks: Metadata.entries.jwks,
  /** Under which name IndexedDB keeps the keys of this device. */
  keys: base64url,
  /** Milliseconds since 1970; `lastUsed` is null until the first sign-in. */
  enrolled: time,
  lastUsed: v.nullable(time),
  /** None where version 1 enrolled, which asked but did not write it down. */
  consent: v.optional(Consent),
})
export type Account = v.InferOutput<typeof Account>

/** What verifier and browser agreed on at enrolment: what a match is bound to. */
export type Enrolled = Omit<Account, 'keys' | 'enrolled' | 'lastUsed' | 'consent'>

/** Whom an account belongs to: a user id of a relying party at a verifier. */
export type AccountName = Pick<Account, 'issuer' | 'clientId' | 'account'>

export const accountPrefix = 'account:'

/** The key in extension storage. Hashed with fixed widths, so that no two accounts share one. */
export async function accountKey(name: AccountName): Promise<string> {
  const hash = (part: string): Promise<Uint8Array<ArrayBuffer>> => sha256(new TextEncoder().encode(part))
  const parts = await Promise.all([hash(name.issuer), hash(name.clientId), hash(name.account)])
  return accountPrefix + toBase64url(await sha256(...parts))
}
