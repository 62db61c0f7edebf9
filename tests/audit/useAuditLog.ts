import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { auditKeyOf } from '../../server/audit/auditKeyOf.ts'
import { createAudit, type Audit } from '../../server/audit/createAudit.ts'
import { openAuditFiles } from '../../server/audit/openAuditFiles.ts'
import { verifyAudit, type AuditFindings } from '../../server/audit/verifyAudit.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'

const made = await createKeys()
/** Of the verifier whose log it is. */
export const keys = {
  answer: await importSigner(await createSigningKey('ES256')),
  accountNames: Buffer.from(made.accountNames, 'base64url'),
}
export const quiet = { error: () => undefined, info: () => undefined }

interface Opening {
  readonly fullAt?: number
  readonly signer?: Pick<typeof keys.answer, 'sign'>
}

/** An audit log in files, empty before each test, and a clock that goes on by a second with each line. */
export interface AuditLog {
  readonly data: string
  readonly file: string
  /** The newest signature, which stands beside the log. */
  readonly anchor: string
  readonly now: () => number
  /** Moves the clock on; what it shows then. */
  readonly passTime: (milliseconds: number) => number
  readonly open: (opening?: Opening) => Audit
  readonly verify: (expected?: { seq: number; hash: string }, now?: number) => Promise<AuditFindings>
  /** A log of some lines, signed at its end. */
  readonly written: (count?: number) => Promise<string[]>
  readonly lines: () => Promise<string[]>
  readonly write: (changed: readonly string[]) => Promise<void>
}

/** Makes such a log before each test of a file and removes it afterwards. */
export function useAuditLog(): AuditLog {
  const data = join(tmpdir(), `zauth-audit-${randomUUID()}`)
  const [file, anchor] = [join(data, 'audit.jsonl'), join(data, 'audit.signed')]
  let time = 0
  beforeEach(async () => {
    await mkdir(data, { mode: 0o700 })
    time = Date.now()
  })
  afterEach(() => rm(data, { recursive: true }))

  const log: AuditLog = {
    data,
    file,
    anchor,
    now: () => time,
    passTime: (milliseconds) => (time += milliseconds),
    open: ({ fullAt = 1 << 20, signer = keys.answer } = {}) =>
      createAudit({
        journal: openAuditFiles(data, { fullAt }),
        keys: { ...keys, answer: signer },
        now: () => log.passTime(1000),
        log: quiet,
      }),
    verify: (expected, now = Date.now()) =>
      verifyAudit(openAuditFiles(data), {
        publicKeys: [keys.answer.publicJwk],
        key: auditKeyOf(keys),
        expected: expected ?? null,
        now,
      }),
    async written(count = 20) {
      const audit = log.open()
      for (let i = 0; i < count; i += 1)
        audit.note({
          action: 'sign-in accepted',
          by: { device: `device ${i}` },
          client: 'shop',
          account: 'ada at the shop',
        })
      await audit.close()
      return await log.lines()
    },
    lines: async () => (await readFile(file, 'utf8')).trimEnd().split('\n'),
    write: (changed) => writeFile(file, changed.map((line) => `${line}\n`).join('')),
  }
  return log
}
