import * as v from 'valibot'
import { Account } from '../storage/accounts/account.ts'

/** Bytes out of CBOR: their own, so that they can be wiped. */
const bytes = (most: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.minLength(1),
    v.maxLength(most),
    v.transform((view) => Uint8Array.from(view)),
  )

const Secrets = v.strictObject({
  secretKey: bytes(1_000_000),
  proof: v.strictObject({ privateKey: bytes(512), publicKey: bytes(65) }),
})

/** Goes up when a program of before could not restore what is written now. */
export const backupVersion = 1

/** What every version of a backup says first. */
export const BackupHead = v.looseObject({
  zauth: v.literal('backup'),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
})

/** What is encrypted in a backup, as CBOR. */
export const Backup = v.strictObject({
  zauth: v.literal('backup'),
  version: v.literal(backupVersion),
  /** Milliseconds since 1970. */
  made: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  devices: v.pipe(v.array(v.strictObject({ account: Account, secrets: Secrets })), v.maxLength(1000)),
})
export type Backup = v.InferOutput<typeof Backup>
