import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import type { Keys } from '../keys/loadKeys.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { withVerifier } from '../cli/withVerifier.ts'
import { auditKeyOf } from './auditKeyOf.ts'
import type { AuditHead } from './auditLine.ts'
import { readAuditLine } from './auditLine.ts'
import type { AuditJournal } from './auditJournal.ts'
import { verifyAudit } from './verifyAudit.ts'

interface Opened {
  readonly journal: AuditJournal
  readonly keys: Keys
}

/**
 * Looks at the whole audit log.
 *
 * @param expected `<number>:<hash>` of a line that is known from elsewhere
 * @returns what was found, as sentences, and whether all is well
 * @throws ConfigError when there is no verifier, or `expected` is of another form
 */
export async function verifyAuditLog(
  config: VerifierConfig,
  expected?: string,
): Promise<{ readonly text: string; readonly isWell: boolean }> {
  const head = expected === undefined ? null : headOf(expected)
  return await withLog(config, async ({ journal, keys }) => {
    const found = await verifyAudit(journal, {
      publicKeys: keys.answerKeys(),
      key: auditKeyOf(keys),
      expected: head,
    })
    if (found.wrong !== null) return { text: `${found.wrong}.\n`, isWell: false }
    const sentences = [
      `${found.lines} lines, each as it was written and in its place, up to ${found.head.seq}:${found.head.hash}.`,
      `${found.unsigned} of them have come after the newest signature.`,
      ...(found.abruptEnds > 0 ? [`The verifier ended without a word ${found.abruptEnds} times.`] : []),
    ]
    return { text: `${sentences.join('\n')}\n`, isWell: true }
  })
}

/**
 * Prints the lines of the audit log.
 *
 * @param since milliseconds since 1970
 * @param say takes each line
 * @throws ConfigError when there is no verifier
 */
export async function showAuditLog(config: VerifierConfig, since: number, say: (text: string) => void): Promise<void> {
  await withLog(config, async ({ journal }) => {
    for await (const text of journal.lines()) {
      const line = readAuditLine(text)
      if (line !== null && line.time < since) continue
      if (line?.action !== 'audit signed') say(`${line === null ? JSON.stringify(text) : sentenceOf(line)}\n`)
    }
  })
}

function sentenceOf(line: NonNullable<ReturnType<typeof readAuditLine>>): string {
  const { seq, time, action, by, client, account, device, detail } = line
  const about = [
    client !== undefined && `website ${client}`,
    account !== undefined && `account ${account}`,
    device !== undefined && `device ${device}`,
    detail,
  ].filter((part) => typeof part === 'string')
  return [seq, new Date(time).toISOString(), action, by, about.join(', ')].join('  ').trimEnd()
}

function headOf(expected: string): AuditHead {
  const [, seq, hash] = /^(\d{1,15}):([A-Za-z0-9_-]{43})$/.exec(expected) ?? []
  if (seq === undefined || hash === undefined)
    throw new ConfigError('--expect: Expected the number of a line and its hash, as in 120:…')
  return { seq: Number(seq), hash }
}

async function withLog<T>(config: VerifierConfig, work: (opened: Opened) => Promise<T>): Promise<T> {
  return await withVerifier(config, ({ journal, own }) =>
    work({ journal, keys: own().keys }).catch((error: unknown) => {
      throw pathComplaint(error, 'audit: The log cannot be read')
    }),
  )
}
