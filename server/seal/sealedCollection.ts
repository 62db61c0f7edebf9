import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Collection, Filter } from '../store/store.ts'
import type { Sealer } from './createSealer.ts'

type Identified = { readonly id: string }
type Fields = Readonly<Record<string, unknown>>

/** How a record rests: what is looked for in clear, and all of it sealed. */
export interface SealedRecord extends Identified {
  /** base64url */
  readonly sealed: string
}

/** Turns records into sealed ones, and back. */
export interface RecordSeal<R extends Identified> {
  seal(record: R): SealedRecord
  /** @throws ZAuthError `internal_error` when it was changed, stands in another's place, or is not sealed */
  open(stored: Identified): R
}

/**
 * Each seal is bound to the collection, the id and the fields in clear, so that neither can be changed, nor a record be put into the
 * place of another.
 *
 * @param clear the fields in clear, beside the id: those by which records are looked for
 */
export function recordSeal<R extends Identified>(
  sealer: Sealer,
  name: string,
  clear: readonly string[],
): RecordSeal<R> {
  const about = (id: string, fields: Fields): string =>
    JSON.stringify([name, id, clear.map((field) => fields[field] ?? null)])
  return {
    seal(record) {
      const fields: Fields = { ...record }
      const shown = Object.fromEntries(clear.map((field) => [field, fields[field]]))
      const plain = new TextEncoder().encode(JSON.stringify(record))
      const sealed = Buffer.from(sealer.seal(plain, about(record.id, fields))).toString('base64url')
      return { id: record.id, ...shown, sealed }
    },
    open(stored) {
      const fields: Fields = { ...stored }
      const { sealed } = fields
      if (typeof sealed !== 'string') throw new ZAuthError('internal_error', `${name} ${stored.id} is not sealed`)
      const plain = sealer.open(Buffer.from(sealed, 'base64url'), about(stored.id, fields))
      return JSON.parse(new TextDecoder().decode(plain)) as R
    },
  }
}

/**
 * A collection whose records rest sealed. Each change is made by comparing the sealed text that was seen: no two are ever the
 * same, so that conditions on what is sealed are as atomic as the store's own.
 *
 * @param clear the fields of `recordSeal`; what is looked for by others is opened one by one
 */
export function sealedCollection<R extends Identified, C extends Collection<R>>(
  inner: C & Collection<R>,
  seal: RecordSeal<R>,
  clear: readonly string[],
): C {
  const stored = inner as unknown as Collection<SealedRecord>
  const shown = (match: Filter<R>) =>
    Object.fromEntries(Object.entries(match).filter(([field]) => field === 'id' || clear.includes(field)))

  async function seen(match: Filter<R>): Promise<{ stored: SealedRecord; record: R }[]> {
    const found = (await stored.findAll(shown(match))).map((one) => ({ stored: one, record: seal.open(one) }))
    return found.filter(({ record }) => matches(record, match))
  }

  const own: Collection<R> = {
    insert: (record) => stored.insert(seal.seal(record)),
    async find(id) {
      const found = await stored.find(id)
      return found === null ? null : seal.open(found)
    },
    findAll: async (match) => (await seen(match)).map(({ record }) => record),
    async *each(match) {
      for await (const one of stored.each(shown(match))) {
        const record = seal.open(one)
        if (matches(record, match)) yield record
      }
    },
    async update(id, when, change) {
      for (;;) {
        const found = await stored.find(id)
        if (found === null) return false
        const record = seal.open(found)
        if (!matches(record, when)) return false
        const next: Partial<SealedRecord> & { id?: string } = { ...seal.seal({ ...record, ...change }) }
        delete next.id
        // Whoever was overtaken looks again.
        if (await stored.update(id, { sealed: found.sealed }, next)) return true
      }
    },
    async remove(id, when = {}) {
      if (Object.keys(when).length === 0) return await stored.remove(id)
      for (;;) {
        const found = await stored.find(id)
        if (found === null || !matches(seal.open(found), when)) return false
        if (await stored.remove(id, { sealed: found.sealed })) return true
      }
    },
    async removeAll(match) {
      if (Object.keys(match).every((field) => field === 'id' || clear.includes(field))) {
        return await stored.removeAll(match)
      }
      let removed = 0
      for (const { record } of await seen(match)) if (await own.remove(record.id, match)) removed += 1
      return removed
    },
  }
  return { ...inner, ...own }
}

function matches<R>(record: R, match: Filter<R>): boolean {
  return Object.entries(match).every(([field, wanted]) => {
    const value = (record as Fields)[field]
    return Array.isArray(wanted) ? wanted.includes(value) : value === wanted
  })
}
