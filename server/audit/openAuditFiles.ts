import { open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { writePrivateFile } from '../files/writePrivateFile.ts'
import { openAtEnd } from '../files/openPrivate.ts'
import { repairTail } from '../files/repairTail.ts'
import { withFileLock } from '../files/withFileLock.ts'
import type { AuditJournal } from './auditJournal.ts'
import { auditHashOf, noAuditLine, readAuditLine, type AuditHead } from './auditLine.ts'

const newest = 'audit.jsonl'
const anchorFile = 'audit.signed'
const lock = 'audit.lock'
/** Files that were full, by the number of their first line. */
const older = /^audit-\d{12}\.jsonl$/
const day = 24 * 60 * 60_000

interface Options {
  /** Bytes after which a file is full. */
  readonly fullAt?: number
  /** Milliseconds after which it is, so that old lines can be taken away as a file. */
  readonly oldAfter?: number
}

/**
 * The audit log in files of the data folder: `audit.jsonl`, one line of JSON each, and those before it that were full. Only ever
 * appended to; several processes take turns.
 */
export function openAuditFiles(data: string, { fullAt = 16 << 20, oldAfter = 7 * day }: Options = {}): AuditJournal {
  const path = join(data, newest)
  const inTurn = <T>(work: () => Promise<T>) => withFileLock(join(data, lock), work)
  let known: (AuditHead & { readonly size: number; readonly since: number }) | null = null

  /** What stands at the end, without what a crash left unfinished. */
  async function readHead(): Promise<NonNullable<typeof known>> {
    const size = await sizeOf(path)
    if (known?.size === size) return known
    await repairTail(path)
    const repaired = await sizeOf(path)
    const [first, last] = repaired > 0 ? await endsOf(path, repaired) : await endsOfOlder(data)
    return {
      seq: last === null ? 0 : (readAuditLine(last)?.seq ?? seqIn(last)),
      hash: last === null ? noAuditLine.hash : auditHashOf(last),
      size: repaired,
      since: repaired > 0 && first !== null ? (readAuditLine(first)?.time ?? Date.now()) : Date.now(),
    }
  }

  async function startAnew(head: NonNullable<typeof known>): Promise<NonNullable<typeof known>> {
    const isFull = head.size >= fullAt || (head.size > 0 && Date.now() - head.since >= oldAfter)
    if (!isFull) return head
    const [first] = await endsOf(path, head.size)
    await rename(path, join(data, `audit-${String(seqIn(first ?? '')).padStart(12, '0')}.jsonl`))
    return { ...head, size: 0, since: Date.now() }
  }

  return {
    append: (chaining) =>
      inTurn(async () => {
        const head = await startAnew(await readHead())
        known = null
        const lines = await chaining(head)
        if (lines.length === 0) return head
        const text = lines.map((line) => `${line}\n`).join('')
        const file = await openAtEnd(path)
        try {
          await file.appendFile(text)
          await file.datasync()
        } catch (error) {
          await file.truncate(head.size).catch(() => undefined)
          throw error
        } finally {
          await file.close()
        }
        const next = { seq: head.seq + lines.length, hash: auditHashOf(lines.at(-1) ?? '') }
        known = { ...next, size: head.size + Buffer.byteLength(text), since: head.since }
        return next
      }),

    async *lines() {
      // Opened before the others are listed: should it be put among them meanwhile, it is known again.
      const file = await open(path, 'r').catch(nullWhenMissing)
      try {
        const own = (await file?.stat())?.ino
        for (const name of await olderFiles(data)) {
          await using full = await open(join(data, name), 'r')
          if ((await full.stat()).ino !== own) yield* linesOf(full)
        }
        if (file !== null) yield* linesOf(file)
      } finally {
        await file?.close()
      }
    },

    async tail(count) {
      const last = await lastLinesOf(path, count)
      const [before] = last.length < count ? (await olderFiles(data)).slice(-1) : []
      return before === undefined ? last : [...(await lastLinesOf(join(data, before), count - last.length)), ...last]
    },

    async anchor() {
      const text = await readFile(join(data, anchorFile), 'utf8').catch(nullWhenMissing)
      return text?.trim() ?? null
    },

    setAnchor: (signature, seq) =>
      inTurn(async () => {
        const before = await readFile(join(data, anchorFile), 'utf8').catch(nullWhenMissing)
        if (before === null || seqSignedIn(before) < seq)
          await writePrivateFile(join(data, anchorFile), `${signature}\n`)
      }),

    async removeBefore(time, noting) {
      const files = await olderFiles(data)
      const gone: string[] = []
      let through: AuditHead | null = null
      for (const name of files) {
        const [, last] = await endsOf(join(data, name), await sizeOf(join(data, name)))
        const line = last === null ? null : readAuditLine(last)
        if (last === null || line === null || line.time >= time) break
        gone.push(name)
        through = { seq: line.seq, hash: auditHashOf(last) }
      }
      if (through === null) return
      // Said first: a beginning that is missing without a word is what `verify` looks for.
      await noting(through)
      for (const name of gone) await rm(join(data, name), { force: true })
    },

    close: () => Promise.resolve(),
  }
}

/** What a signature says that it is over; whether it is one, `verify` looks. */
function seqSignedIn(signature: string): number {
  const payload = Buffer.from(signature.split('.')[1] ?? '', 'base64url').toString()
  return Number(/"seq":(\d{1,15})[,}]/.exec(payload)?.[1] ?? 0)
}

async function olderFiles(data: string): Promise<string[]> {
  return (await readdir(data)).filter((name) => older.test(name)).sort()
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(nullWhenMissing))?.size ?? 0
}

async function endsOfOlder(data: string): Promise<readonly [string | null, string | null]> {
  const name = (await olderFiles(data)).at(-1)
  return name === undefined ? [null, null] : await endsOf(join(data, name), await sizeOf(join(data, name)))
}

/** Longer than any line. */
const window = 8192

/** The first and the last line of a file. */
async function endsOf(path: string, size: number): Promise<readonly [string | null, string | null]> {
  if (size === 0) return [null, null]
  const file = await open(path, 'r')
  try {
    const read = async (from: number) => {
      const chunk = Buffer.alloc(Math.min(window, size))
      const { bytesRead } = await file.read(chunk, 0, chunk.length, from)
      return chunk.subarray(0, bytesRead).toString()
    }
    const first = (await read(0)).split('\n', 1)[0] ?? null
    const last = (await read(Math.max(0, size - window))).replace(/\n$/, '').split('\n').at(-1) ?? null
    return [first, last]
  } finally {
    await file.close()
  }
}

/** So many bytes hold some thousand lines. */
const tailWindow = 512 * 1024

/** The last lines of a file that are finished, of those in its last half megabyte. */
async function lastLinesOf(path: string, count: number): Promise<readonly string[]> {
  const file = await open(path, 'r').catch(nullWhenMissing)
  if (file === null) return []
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - tailWindow)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
    const lines = buffer.subarray(0, bytesRead).toString().split('\n').slice(0, -1)
    return lines.slice(from > 0 ? 1 : 0).slice(-count)
  } finally {
    await file.close()
  }
}

/** The number that a line says that it has, also where the rest of it is damaged: what comes after goes on. */
function seqIn(line: string): number {
  return Number(/^\{"seq":(\d{1,15})[,}]/.exec(line)?.[1] ?? 0)
}

/** Its lines that are finished: one that is not was never confirmed, and is cut off before the next one is written. */
async function* linesOf(file: FileHandle): AsyncIterable<string> {
  let rest = ''
  for await (const chunk of file.createReadStream({ encoding: 'utf8', autoClose: false })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

function nullWhenMissing(error: unknown): null {
  if (errorCodeOf(error) === 'ENOENT') return null
  throw error
}
