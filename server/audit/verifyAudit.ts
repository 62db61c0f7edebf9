import { compactVerify, createLocalJWKSet, type JWK } from 'jose'
import * as v from 'valibot'
import type { AuditJournal } from './auditJournal.ts'
import {
  AuditClaims,
  auditHashOf,
  isOwnAuditLine,
  noAuditLine,
  readAuditLine,
  type AuditHead,
  type AuditLine,
} from './auditLine.ts'

/** What a look at the whole log has found. */
export interface AuditFindings {
  /** The first thing that is wrong, as a sentence that names the line; `null` when all is well. */
  readonly wrong: string | null
  /** The newest line that was looked at. */
  readonly head: AuditHead
  readonly lines: number
  /** Lines after the newest signature: were these cut off, nobody would miss them. */
  readonly unsigned: number
  /** Times that the verifier began without having said that it ended: it was killed, or its last lines were cut off. */
  readonly abruptEnds: number
}

interface Options {
  /** The public keys of answers, today's and former ones. */
  readonly publicKeys: readonly JWK[]
  /** `auditKeyOf` the verifier's keys. */
  readonly key: Buffer
  /** A line that is known from elsewhere, such as the verifier's log: it must be there, as it was. */
  readonly expected?: AuditHead | null
  /** Milliseconds since 1970. */
  readonly now?: number
}

/** Milliseconds in which a log that has begun gets its first signature, at the latest. */
const firstSigned = 30_000
/** More lines than two writers leave without a signature between them. */
const mostUnsigned = 256

/**
 * Looks at every line of an audit log: whether each is well formed and follows the one before, whether its signatures are by the verifier's
 * key, and whether it reaches as far as the newest of them, which stands beside it.
 */
export async function verifyAudit(
  journal: AuditJournal,
  { publicKeys, key, expected = null, now = Date.now() }: Options,
): Promise<AuditFindings> {
  // Before the lines: what is written meanwhile makes the log longer, and never shorter.
  const anchor = await journal.anchor()
  const signer = createLocalJWKSet({ keys: [...publicKeys] })
  const claimsOf = async (signature: string): Promise<AuditClaims | null> => {
    try {
      const { payload, protectedHeader } = await compactVerify(signature, signer, { algorithms: ['ES256'] })
      if (protectedHeader['typ'] !== 'zauth-audit+jwt') return null
      return v.parse(AuditClaims, JSON.parse(new TextDecoder().decode(payload)))
    } catch {
      return null
    }
  }

  const anchored = anchor === null ? null : await claimsOf(anchor)
  const found = { lines: 0, unsigned: 0, abruptEnds: 0 }
  let head: AuditHead = noAuditLine
  let beginning: { readonly seq: number; readonly previous: string } | null = null
  const running = new Set<string>()
  /** When the very first line was written: nobody else can give it a time. */
  let begun: number | null = null
  let anchoredHash: string | null = null
  let expectedHash: string | null = null
  const say = (wrong: string | null): AuditFindings => ({ ...found, wrong, head })

  for await (const text of journal.lines()) {
    const number = head.seq + 1
    const line = readAuditLine(text)
    if (line === null) return say(`Line ${number} is no line of this log`)
    if (!isOwnAuditLine(line, key)) return say(`Line ${number} was changed, or written by somebody else`)
    if (found.lines === 0 && line.seq > 1) {
      beginning = { seq: line.seq, previous: line.previous }
      head = { seq: line.seq - 1, hash: line.previous }
    } else if (line.seq !== number) return say(`Line ${number} is missing: ${line.seq} stands in its place`)
    else if (line.previous !== head.hash) return say(`Line ${number} does not follow the line before it`)

    if (line.signature !== undefined || line.action === 'audit signed') {
      const claims = line.signature === undefined ? null : await claimsOf(line.signature)
      if (claims?.seq !== head.seq || claims.hash !== head.hash)
        return say(`Line ${line.seq} is signed by another key, or for another log`)
      found.unsigned = 0
    } else found.unsigned += 1
    if (found.unsigned > mostUnsigned)
      return say(`Line ${line.seq} ends ${found.unsigned} lines that nobody has signed`)
    if (line.seq === 1) begun = line.time
    if (isBeginning(line, beginning)) beginning = null
    if (line.action === 'verifier started') {
      if (running.has(line.by)) found.abruptEnds += 1
      running.add(line.by)
    } else if (line.action === 'verifier stopped') running.delete(line.by)

    head = { seq: line.seq, hash: auditHashOf(text) }
    found.lines += 1
    if (head.seq === anchored?.seq) anchoredHash = head.hash
    if (head.seq === expected?.seq) expectedHash = head.hash
  }

  if (beginning !== null)
    return say(`Line 1 is missing: the log begins with ${beginning.seq}, and nothing says that those before were due`)
  if (found.lines === 0 && anchor === null) return say('There is no audit log')
  const isNew = begun !== null && now - begun < firstSigned && found.lines === found.unsigned
  if (anchor === null && isNew) return say(null)
  if (anchor === null) return say('The newest signature, which stands beside the log, is missing')
  if (anchored === null) return say('The newest signature, which stands beside the log, is by another key')
  if (anchored.seq > head.seq)
    return say(
      `Line ${head.seq + 1} is missing: the log was signed up to line ${anchored.seq}, and its end was cut off`,
    )
  if (anchoredHash !== anchored.hash) return say(`Line ${anchored.seq} is not the one that was signed last`)
  if (expected !== null && expectedHash !== expected.hash)
    return say(`Line ${expected.seq} is not the one that was expected`)
  return say(null)
}

/** Whether a line says that everything before the log's first line was taken away because its time was over. */
function isBeginning({ action, through }: AuditLine, beginning: { seq: number; previous: string } | null): boolean {
  if (beginning === null || action !== 'audit removed' || through === undefined) return false
  return through.seq === beginning.seq - 1 && through.hash === beginning.previous
}
