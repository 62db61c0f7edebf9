import type { AuditAction } from './actions.ts'
import { auditHashOf, writeAuditLine, type AuditHead, type AuditLine } from './auditLine.ts'

/** A line that has no place in the log yet. */
export type Draft = Omit<AuditLine, 'seq' | 'previous' | 'mac'>

/** A signature, and the number of the line that it is over. */
export interface LineSignature {
  readonly signature: string
  readonly seq: number
}

/** Lines that follow a head, each the one before. */
export interface Chain {
  readonly lines: readonly string[]
  /** The newest signature among them; `null` where there is none. */
  readonly signed: LineSignature | null
  /** Lines after the newest signature of all. */
  readonly unsigned: number
}

interface Options {
  readonly drafts: readonly Draft[]
  /** Events that were lost before these: told by a line of their own, where there are any. */
  readonly gap: number
  /** Whether a signature is the last line, if any other is new. */
  readonly mustSign: boolean
  /** Lines after the newest signature so far. */
  readonly unsigned: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** `auditKeyOf` the verifier's keys. */
  readonly key: Buffer
  readonly sign: (head: AuditHead) => Promise<string>
}

/** Each line whose number this divides is a signature. */
const signEvery = 64

/** Makes the lines that follow a head of the log. */
export async function chainLines(head: AuditHead, options: Options): Promise<Chain> {
  const { drafts, gap, mustSign, now, key, sign } = options
  const byItself = (action: AuditAction): Draft => ({ time: now, action, by: 'verifier: audit' })
  const lines: string[] = []
  let { unsigned } = options
  let signed: LineSignature | null = null
  let at = head

  function add(draft: Draft): void {
    const text = writeAuditLine({ ...draft, seq: at.seq + 1, previous: at.hash }, key)
    lines.push(text)
    at = { seq: at.seq + 1, hash: auditHashOf(text) }
    unsigned += 1
  }
  async function addSignature(): Promise<void> {
    signed = { signature: await sign(at), seq: at.seq }
    add({ ...byItself('audit signed'), signature: signed.signature })
    unsigned = 0
  }

  for (const draft of gap > 0 ? [{ ...byItself('audit gap'), detail: String(gap) }, ...drafts] : drafts) {
    add(draft)
    // By the number of the line, whoever writes it: several nodes may write one log.
    if ((at.seq + 1) % signEvery === 0) await addSignature()
  }
  if (mustSign && unsigned > 0) await addSignature()
  return { lines, signed, unsigned }
}
