import { createHash, createHmac } from 'node:crypto'
import * as v from 'valibot'
import { jsonOf } from '../files/jsonOf.ts'
import { auditActions } from './actions.ts'

const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
/** As `accountName` makes them. */
const keyedName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{12}$/))
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** One line of the audit log. Its fields stand in this order, without spaces: there is one way to write it. */
export const AuditLine = v.strictObject({
  /** From 1, without a gap. */
  seq: sequence,
  /** Milliseconds since 1970. */
  time: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  action: v.picklist(auditActions),
  /** `operator: <command>`, `device: <keyed name>`, `person: <means>`, `website: <id>`, `verifier: <part of it>`. */
  by: v.pipe(v.string(), v.regex(/^(operator|device|person|website|verifier): .+$/), v.maxLength(512)),
  client: v.optional(v.pipe(v.string(), v.maxLength(256))),
  account: v.optional(keyedName),
  device: v.optional(keyedName),
  /** A reason out of a fixed list, a number, a fingerprint: never anybody's words. */
  detail: v.optional(v.pipe(v.string(), v.regex(/^[\w .:+-]+$/), v.maxLength(128))),
  /** Of `audit removed`: the last line that was taken away. */
  through: v.optional(v.strictObject({ seq: sequence, hash })),
  /** Of `audit signed`: a compact JWS (ES256, typ `zauth-audit+jwt`) by the key of answers, over the line before. */
  signature: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  /** SHA-256 of the line before, without its line break; of nothing for the very first. */
  previous: hash,
  /** HMAC-SHA-256 of all before it by `auditKeyOf` the verifier's keys, 16 bytes: nobody else adds a line. */
  mac: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
})
export type AuditLine = v.InferOutput<typeof AuditLine>

/** What a signature of the log is about. */
export const AuditClaims = v.strictObject({ seq: sequence, hash })
export type AuditClaims = v.InferOutput<typeof AuditClaims>

/** The last line so far. */
export interface AuditHead {
  /** 0 before the first. */
  readonly seq: number
  /** SHA-256 of that line, base64url. */
  readonly hash: string
}

/** SHA-256 of a line's bytes, base64url. */
export const auditHashOf = (line: string): string => createHash('sha256').update(line).digest('base64url')

/** Before the first line. */
export const noAuditLine: AuditHead = { seq: 0, hash: auditHashOf('') }

const order = Object.keys(AuditLine.entries)

/** The one way to write a line. */
export function writeAuditLine(line: Omit<AuditLine, 'mac'>, key: Buffer): string {
  return canonical({ ...line, mac: macOf(line, key) })
}

/** Whether the verifier itself has written it. */
export function isOwnAuditLine({ mac, ...line }: AuditLine, key: Buffer): boolean {
  // What is compared stands in a file that its owner alone may read: there is nobody to measure the time.
  return macOf(line, key) === mac
}

function macOf(line: Omit<AuditLine, 'mac'>, key: Buffer): string {
  return createHmac('sha256', key).update(canonical(line)).digest().subarray(0, 16).toString('base64url')
}

function canonical(line: object): string {
  const fields = Object.entries(line).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
  return JSON.stringify(Object.fromEntries(fields))
}

/** A line as it was written, `null` when it is none, or was written in another way. */
export function readAuditLine(text: string): AuditLine | null {
  const result = v.safeParse(AuditLine, jsonOf(text))
  return result.success && canonical(result.output) === text ? result.output : null
}
