import Datastore from 'nedb-promises'
import { createFlush } from './createFlush.ts'
import { repairTail } from './repairTail.ts'
import type { Collection, Match } from './store.ts'

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
/** nedb-promises hands on what is not in its types; its own name for it is deprecated. */
interface Compactable {
  compactDatafileAsync(): Promise<void>
}
type NedbCollection<R extends Identified> = Collection<R> & {
  /** Removes what should be gone at `now`; how many. */
  sweep(now: number): Promise<number>
  /** Resolves when every change that was confirmed is on the disk. */
  flushed(): Promise<void>
  /** Resolves when every operation that was begun has ended. */
  settled(): Promise<void>
}

/** Changes after which the file is written anew, with one line per record. */
const compactAfter = 2000

/**
 * A collection in one NeDB file. NeDB runs its operations one after the other, so that a conditional update is atomic,
 * and appends each change before it confirms it, so that it outlives `kill -9`.
 */
export async function openNedbCollection<R extends Identified>(
  filename: string,
  { flush = false, indexes = [], upgrade }: Options<R> = {},
): Promise<NedbCollection<R>> {
  await repairTail(filename)
  const records = await load(filename, indexes)
  if (upgrade) await upgradeAll(records, upgrade)
  const running = new Set<Promise<unknown>>()
  const flushed = createFlush(filename)
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
    appended += changes
    if (appended >= compactAfter) {
      appended = 0
      await (records as unknown as Compactable).compactDatafileAsync()
    }
    return changes
  }
  const change = (changing: Promise<number>) => track(confirm(changing))

  return {
    insert: async (record) => (await change(insertOnce(records, record))) === 1,
    find: async (id) => toRecord(await track(findOne<R>(records, id))),
    findAll: async (match) => (await track(findMany<R>(records, match))).flatMap((found) => toRecord(found) ?? []),
    update: async (id, when, to) => (await change(records.update({ ...queryOf(when), _id: id }, { $set: to }))) === 1,
    remove: async (id, when = {}) => (await change(records.remove({ ...queryOf(when), _id: id }, {}))) === 1,
    removeAll: (match) => change(records.remove(queryOf(match), { multi: true })),
    sweep: (now) => change(records.remove({ removeAt: { $lte: now } }, { multi: true })),
    flushed: () => track(flushed()),
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

async function load(filename: string, indexes: readonly string[]): Promise<Records> {
  const options = { filename, modes: { fileMode: 0o600, dirMode: 0o700 } }
  const records = Datastore.create(options)
  await records.load()
  for (const fieldName of [...indexes, 'removeAt']) await records.ensureIndex({ fieldName, sparse: true })
  return records
}

async function upgradeAll<R extends Identified>(records: Records, upgrade: Upgrade<R>): Promise<void> {
  for (const stored of await records.find<Record<string, unknown>>({})) {
    const { _id, ...record } = stored
    const upgraded = upgrade(record)
    if (upgraded === record) continue
    if (upgraded === null) await records.remove({ _id }, {})
    else await records.update({ _id }, { ...upgraded, _id: upgraded.id })
  }
}

async function findOne<R>(records: Records, id: string): Promise<R | null> {
  return await records.findOne<R>({ _id: id })
}

async function findMany<R>(records: Records, match: Match<R>): Promise<R[]> {
  return await records.find<R>(queryOf(match))
}

async function insertOnce(records: Records, record: Identified): Promise<number> {
  try {
    await records.insert({ ...record, _id: record.id })
    return 1
  } catch (error) {
    if (error instanceof Error && 'errorType' in error && error.errorType === 'uniqueViolated') return 0
    throw error
  }
}

function queryOf<R>(match: Match<R>): Record<string, unknown> {
  const fields = Object.entries(match)
  return Object.fromEntries(fields.map(([name, wanted]) => [name, Array.isArray(wanted) ? { $in: wanted } : wanted]))
}

/** The record without the name under which NeDB knows it. */
function toRecord<R>(stored: (R & { _id?: string }) | null): R | null {
  if (stored === null) return null
  const record = { ...stored }
  delete record._id
  return record
}
