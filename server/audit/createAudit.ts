import type { Logger } from 'pino'
import type { AnswerSigner } from '../keys/importSigner.ts'
import type { Keys } from '../keys/loadKeys.ts'
import { accountName } from '../log/accountName.ts'
import type { AuditAction } from './actions.ts'
import type { AuditJournal } from './auditJournal.ts'
import { auditKeyOf } from './auditKeyOf.ts'
import {
  auditHashOf,
  readAuditLine,
  writeAuditLine,
  type AuditClaims,
  type AuditHead,
  type AuditLine,
} from './auditLine.ts'

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

type Draft = Omit<AuditLine, 'seq' | 'previous' | 'mac'>

/** Each line whose number this divides is a signature, and milliseconds after which it is in any case, if there is anything new. */
const signEvery = 64
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
  let running: Promise<void> = Promise.resolve()
  let scheduled: Promise<void> | null = null
  let failure: unknown = null
  const timer = setInterval(() => {
    if (unsigned > 0 || waiting.length > 0 || lost > 0) void write(true).catch(() => undefined)
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
    const drafts = waiting
    waiting = []
    const gap = lost
    lost = 0
    const mustSign = isDue
    isDue = false
    const before = unsigned
    const signed: { readonly signature: string; readonly seq: number }[] = []
    try {
      const head = await journal.append(async (from) => {
        unsigned = before
        signed.length = 0
        const lines: string[] = []
        let at = from
        const add = (draft: Draft) => {
          const text = writeAuditLine({ ...draft, seq: at.seq + 1, previous: at.hash }, key)
          lines.push(text)
          at = { seq: at.seq + 1, hash: auditHashOf(text) }
          unsigned += 1
        }
        const addSignature = async () => {
          const signature = await sign(at)
          add({ ...byItself('audit signed'), signature })
          signed.push({ signature, seq: at.seq - 1 })
          unsigned = 0
        }
        for (const draft of [...(gap > 0 ? [gapOf(gap)] : []), ...drafts]) {
          add(draft)
          // By the number of the line, whoever writes it: several nodes may write one log.
          if ((at.seq + 1) % signEvery === 0) await addSignature()
        }
        if (mustSign && unsigned > 0) await addSignature()
        return lines
      })
      failure = null
      const newest = signed.at(-1)
      if (newest === undefined) return
      await journal.setAnchor(newest.signature, newest.seq)
      // For whoever keeps logs elsewhere: what is on the verifier's own disk, who has it can write anew.
      log?.info({ audit: head }, 'audit log signed')
    } catch (error) {
      unsigned = before
      isDue ||= mustSign
      const kept = [...drafts, ...waiting]
      waiting = kept.slice(0, mostWaiting)
      lost += gap + kept.length - waiting.length
      if (failure === null) log?.error({ err: error }, 'the audit log cannot be written')
      failure = error
      throw error
    }
  }

  const sign = (head: AuditHead) =>
    keys.answer.sign('zauth-audit+jwt', { seq: head.seq, hash: head.hash } satisfies AuditClaims)
  const byItself = (action: AuditAction): Draft => ({ time: now(), action, by: 'verifier: audit' })
  const gapOf = (count: number): Draft => ({ ...byItself('audit gap'), detail: String(count) })
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
        waiting.push({ ...byItself('audit removed'), by: 'verifier: sweep', through })
        await write(true)
      })
    },
    async close() {
      clearInterval(timer)
      await (unsigned > 0 || waiting.length > 0 || lost > 0 ? write(true) : running).catch(() => undefined)
      await journal.close()
    },
  }
}
