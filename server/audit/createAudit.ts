import type { Logger } from 'pino'
import type { AnswerSigner } from '../keys/importSigner.ts'
import type { Keys } from '../keys/loadKeys.ts'
import { accountName } from '../log/accountName.ts'
import type { AuditAction } from './actions.ts'
import type { AuditJournal } from './auditJournal.ts'
import { auditKeyOf } from './auditKeyOf.ts'
import { readAuditLine, type AuditClaims, type AuditHead, type AuditLine } from './auditLine.ts'
import { chainLines, type Chain, type Draft, type LineSignature } from './chainLines.ts'

/** Who did it. */
export type Actor =
  /** By which command. */
  | { readonly operator: string }
  /** By its key. */
  | { readonly device: string }
  /** By what she had: a recovery code, the page of her sign-in. */
  | { readonly person: string }
  /** By its id. */
  | { readonly website: string }
  /** A part of the verifier, such as its sweep. */
  | { readonly verifier: string }

/** Something that was done. Ids go in as the store has them, and are written as keyed names. */
export interface AuditEvent {
  readonly action: AuditAction
  readonly by: Actor
  /** The website that it was for. */
  readonly client?: string | undefined
  /** An account's id. */
  readonly account?: string | undefined
  /** An account that has its keyed name already. */
  readonly accountName?: string | undefined
  /** A device's id. */
  readonly device?: string | undefined
  /** A reason out of a fixed list, a number or a fingerprint: letters, digits, spaces and `_ . : + -`, 128 at most. */
  readonly detail?: string | undefined
}

/** The audit log: who did what. */
export interface Audit {
  /** Puts it down. Nobody waits for it; what cannot be written is told in the verifier's log, and as a gap when it can be again. */
  note(event: AuditEvent): void
  /** The newest lines, newest first. */
  newest(count: number): Promise<readonly AuditLine[]>
  /** Resolves when all that was noted is on the disk; throws when it cannot be. */
  flushed(): Promise<void>
  /** Takes away what is older than a time (milliseconds since 1970), as far as whole files are; and writes down that it did. */
  removeBefore(time: number): Promise<void>
  close(): Promise<void>
}

interface Options {
  readonly journal: AuditJournal
  readonly keys: Pick<Keys, 'accountNames'> & { readonly answer: Pick<AnswerSigner, 'sign'> }
  readonly now: () => number
  /** `null` for a command, which says itself what fails. */
  readonly log: Pick<Logger, 'error' | 'info'> | null
}

/** Milliseconds after which what is new is signed, however little it is. */
const signAfter = 10_000
/** Events that wait while nothing can be written; what comes then is counted, and lost. */
const mostWaiting = 10_000

/** An audit log over a journal. */
export function createAudit({ journal, keys, now, log }: Options): Audit {
  const key = auditKeyOf(keys)
  let waiting: Draft[] = []
  let lost = 0
  let unsigned = 0
  /** Whether it is to be signed with the next write, however few lines there are. */
  let isDue = false
  /** The newest signature, until it stands beside the log. */
  let anchor: LineSignature | null = null
  /** Since the last write that went well: it is told once. */
  let hasFailed = false
  let running: Promise<void> = Promise.resolve()
  let scheduled: Promise<void> | null = null
  const timer = setInterval(() => {
    if (isBehind()) void write(true).catch(() => undefined)
  }, signAfter)
  timer.unref()

  /** One write serves all who ask before it begins. */
  function write(isSigned = false): Promise<void> {
    isDue ||= isSigned
    scheduled ??= running.then(() => {
      scheduled = null
      const writing = appendWaiting()
      running = writing.catch(() => undefined)
      return writing
    })
    return scheduled
  }

  async function appendWaiting(): Promise<void> {
    const [drafts, gap, mustSign] = [waiting, lost, isDue]
    waiting = []
    lost = 0
    isDue = false
    let chain: Chain = { lines: [], signed: null, unsigned }
    try {
      const head = await journal.append(async (from) => {
        chain = await chainLines(from, { drafts, gap, mustSign, unsigned, now: now(), key, sign })
        return chain.lines
      })
      // For whoever keeps logs elsewhere: what is on the verifier's own disk, who has it can write anew.
      if (chain.signed !== null) log?.info({ audit: head }, 'audit log signed')
    } catch (error) {
      isDue ||= mustSign
      const kept = [...drafts, ...waiting]
      waiting = kept.slice(0, mostWaiting)
      lost += gap + kept.length - waiting.length
      tell(error)
      throw error
    }
    // From here on the lines are there: what fails now does not bring them again.
    unsigned = chain.unsigned
    anchor = chain.signed ?? anchor
    await setAnchor().then(() => (hasFailed = false), tell)
  }

  async function setAnchor(): Promise<void> {
    if (anchor === null) return
    await journal.setAnchor(anchor.signature, anchor.seq)
    anchor = null
  }

  function tell(error: unknown): void {
    if (!hasFailed) log?.error({ err: error }, 'the audit log cannot be written')
    hasFailed = true
  }

  const isBehind = () => waiting.length > 0 || lost > 0 || unsigned > 0 || anchor !== null
  const sign = ({ seq, hash }: AuditHead) => keys.answer.sign('zauth-audit+jwt', { seq, hash } satisfies AuditClaims)
  const nameOf = (id: string) => accountName(keys, id)

  function note({ action, by, client, account, accountName: named, device, detail }: AuditEvent): void {
    if (waiting.length >= mostWaiting) {
      lost += 1
      return
    }
    waiting.push({
      time: now(),
      action,
      by: actorOf(by),
      ...(client !== undefined && { client }),
      ...(named !== undefined && { account: named }),
      ...(account !== undefined && { account: nameOf(account) }),
      ...(device !== undefined && { device: nameOf(`device:${device}`) }),
      ...(detail !== undefined && { detail }),
    })
    void write().catch(() => undefined)
  }

  function actorOf(by: Actor): string {
    if ('device' in by) return `device: ${nameOf(`device:${by.device}`)}`
    if ('operator' in by) return `operator: ${by.operator}`
    if ('person' in by) return `person: ${by.person}`
    if ('website' in by) return `website: ${by.website}`
    return `verifier: ${by.verifier}`
  }

  return {
    note,
    async newest(count) {
      return (await journal.tail(count)).flatMap((text) => readAuditLine(text) ?? []).reverse()
    },
    async flushed() {
      await (scheduled ?? running)
      if (waiting.length > 0 || lost > 0) await write()
    },
    async removeBefore(time) {
      await journal.removeBefore(time, async (through) => {
        waiting.push({ time: now(), action: 'audit removed', by: 'verifier: sweep', through })
        await write(true)
      })
    },
    async close() {
      clearInterval(timer)
      await (isBehind() ? write(true) : running).catch(() => undefined)
      await journal.close()
    },
  }
}
