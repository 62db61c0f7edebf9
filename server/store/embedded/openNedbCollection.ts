import Datastore from 'nedb-promises'
import { ConfigError } from '../../config/configError.ts'
import { createFlush } from '../../files/createFlush.ts'
import { repairTail } from '../../files/repairTail.ts'
import type { Collection, Filter } from '../store.ts'
import { openJournal } from './openJournal.ts'
import { readRecords, type Stored } from './readRecords.ts'

interface Options<R> {
  /** Whether each change must be on the disk before it is confirmed, so that it outlives a power cut, too. */
  readonly flush?: boolean
  readonly indexes?: readonly string[]
  /** What becomes of a record that an earlier version has written, before any is read. */
  readonly upgrade?: Upgrade<R>
}

/** A record of today's form as it is, one of an earlier form in today's, or `null` when it is not worth keeping. */
export type Upgrade<R> = (stored: Readonly<Record<string, unknown>>) => R | null

type Identified = { readonly id: string }
type Records = ReturnType<typeof Datastore.create>
type NedbCollection<R extends Identified> = Collection<R> & {
  /** Removes what should be gone at `now`; how many. */
  sweep(now: number): Promise<number>
  /** Resolves when every change that was confirmed is on the disk. */
  flushed(): Promise<void>
  /** Writes the file anew, if anything has changed: without what was removed. */
  compact(): Promise<void>
  /** Waits for every operation that was begun, and closes the file. */
  close(): Promise<void>
}

/** Changes after which the file is written anew, with one line per record. */
const compactAfter = 2000
/** Records of one page. */
const pageSize = 500

/**
 * A collection in one file of NeDB's form. Changes are made one after the other, so that a conditional update is atomic: each is
 * appended to the file before it is made in NeDB's memory and confirmed. So it outlives `kill -9`, and what a full disk refuses has
 * not happened: NeDB by itself would change its memory first, and show to everybody what is nowhere.
 */
export async function openNedbCollection<R extends Identified>(
  filename: string,
  { flush = false, indexes = [], upgrade }: Options<R> = {},
): Promise<NedbCollection<R>> {
  await repairTail(filename)
  const { records: stored, lines } = await readRecords(filename)
  const kept = upgrade ? upgraded(stored, upgrade) : stored
  const records = await inMemory(kept, indexes)
  const journal = await openJournal(filename)
  const isUpgraded = kept.length < stored.length || kept.some((record, i) => record !== stored[i])
  if (isUpgraded || kept.length < lines)
    await journal.rewrite(kept.map(lineOf)).catch(async (cause: unknown) => {
      // What says the same in more lines may stay so until there is room.
      if (!isUpgraded) return
      await journal.close()
      throw new ConfigError(`data: ${filename} cannot be written anew; is the disk full?`, { cause })
    })
  const running = new Set<Promise<unknown>>()
  const flushed = createFlush(filename)
  const inTurn = createTurn()
  let appended = 0

  function track<T>(operation: Promise<T>): Promise<T> {
    const ended: Promise<unknown> = operation.then(
      () => running.delete(ended),
      () => running.delete(ended),
    )
    running.add(ended)
    return operation
  }
  async function confirm(changing: Promise<number>): Promise<number> {
    const changes = await changing
    if (changes > 0 && flush) await flushed()
    return changes
  }
  /** @param make gives the lines of what changes, and how it is done in memory */
  function change(make: () => Promise<Change>): Promise<number> {
    const changing = inTurn(async () => {
      const { lines, apply } = await make()
      if (lines.length === 0) return 0
      await journal.append(lines)
      await apply()
      appended += lines.length
      if (appended >= compactAfter) await rewrite().catch(() => undefined)
      return lines.length
    })
    return track(confirm(changing))
  }
  /** Without room for it, the file stays longer for a while; what it says is the same. */
  async function rewrite(): Promise<void> {
    const changes = appended
    appended = 0
    try {
      await journal.rewrite((await records.find<Stored>({})).map(lineOf))
    } catch (error) {
      appended = Math.min(changes, compactAfter - 1)
      throw error
    }
  }
  const changeAll = (query: Query, next: (found: Stored) => object, apply: () => Promise<unknown>) =>
    change(async () => ({ lines: (await records.find<Stored>(query)).map((found) => lineOf(next(found))), apply }))
  const removeAll = (query: Query) => changeAll(query, removed, () => records.remove(query, { multi: true }))

  return {
    insert: async (record) =>
      (await change(async () => {
        const added = { ...record, _id: record.id }
        const isTaken = (await records.findOne({ _id: record.id })) !== null
        return { lines: isTaken ? [] : [lineOf(added)], apply: () => records.insert(added) }
      })) === 1,
    find: async (id) => toRecord(await track(findOne<R>(records, id))),
    findAll: async (match) => (await track(findMany<R>(records, match))).flatMap((found) => toRecord(found) ?? []),
    async *each(match) {
      const ids = await track(idsOf(records, match))
      for (let i = 0; i < ids.length; i += pageSize) {
        const page = ids.slice(i, i + pageSize)
        const found = await track(findBetween<R>(records, match, page[0], page.at(-1)))
        yield* found.flatMap((one) => toRecord(one) ?? []).sort((one, other) => (one.id < other.id ? -1 : 1))
      }
    },
    async update(id, when, to) {
      const query = { ...queryOf(when), _id: id }
      const next = (found: Stored) => ({ ...found, ...to })
      return (await changeAll(query, next, () => records.update({ _id: id }, { $set: to }))) === 1
    },
    remove: async (id, when = {}) => (await removeAll({ ...queryOf(when), _id: id })) === 1,
    removeAll: (match) => removeAll(queryOf(match)),
    sweep: (now) => removeAll({ removeAt: { $lte: now } }),
    flushed: () => track(flushed()),
    compact: () => track(inTurn(async () => (appended > 0 ? await rewrite() : undefined))),
    async close() {
      while (running.size > 0) await Promise.allSettled(running)
      await journal.close()
    },
  }
}

type Query = Record<string, unknown>
interface Change {
  readonly lines: readonly string[]
  readonly apply: () => Promise<unknown>
}

/** One after the other, in the order in which they come. */
function createTurn() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

async function inMemory(kept: readonly Stored[], indexes: readonly string[]): Promise<Records> {
  const records = Datastore.create({ inMemoryOnly: true })
  for (const fieldName of [...indexes, 'removeAt']) await records.ensureIndex({ fieldName, sparse: true })
  await records.insert([...kept])
  return records
}

function upgraded<R extends Identified>(stored: readonly Stored[], upgrade: Upgrade<R>): Stored[] {
  return stored.flatMap((one) => {
    const record = withoutName(one)
    // What is sealed has today's form: sealing is younger than every upgrade.
    if (typeof record['sealed'] === 'string') return [one]
    const next = upgrade(record)
    if (next === record) return [one]
    return next === null ? [] : [{ ...next, _id: next.id }]
  })
}

async function findOne<R>(records: Records, id: string): Promise<R | null> {
  return await records.findOne<R>({ _id: id })
}

async function findMany<R>(records: Records, match: Filter<R>): Promise<R[]> {
  return await records.find<R>(queryOf(match))
}

async function findBetween<R>(records: Records, match: Filter<R>, first = '', last = ''): Promise<R[]> {
  return await records.find<R>({ ...queryOf(match), _id: { $gte: first, $lte: last } })
}

async function idsOf<R>(records: Records, match: Filter<R>): Promise<string[]> {
  const found = await records.find<{ _id: string }>(queryOf(match), { _id: 1 })
  return found.map(({ _id }) => _id).sort()
}

/** Without what NeDB takes for the end of a line and JSON does not. */
const lineOf = (record: object): string =>
  JSON.stringify(record).replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
/** How NeDB's form says that a record has gone. */
const removed = ({ _id }: Stored) => ({ $$deleted: true, _id })

function queryOf<R>(match: Filter<R>): Record<string, unknown> {
  const fields = Object.entries(match)
  return Object.fromEntries(fields.map(([name, wanted]) => [name, Array.isArray(wanted) ? { $in: wanted } : wanted]))
}

function toRecord<R>(stored: (R & { _id?: string }) | null): R | null {
  return stored === null ? null : withoutName(stored)
}

/** The record without the name under which NeDB knows it. */
function withoutName<R extends object>(stored: R & { readonly _id?: string }): R {
  const record: R & { _id?: string } = { ...stored }
  delete record._id
  return record
}
