import type { Filter } from '../../server/store/store.ts'

type Record = { readonly id: string; readonly removeAt: number }

/** What a collection promises, in the fewest words: a list of records that is gone through. */
export class Twin<R extends Record> {
  private records: R[] = []

  insert(record: R): boolean {
    if (this.records.some(({ id }) => id === record.id)) return false
    this.records.push(record)
    return true
  }

  findAll(match: Filter<R>): R[] {
    return this.records.filter((record) => fits(record, match))
  }

  update(id: string, when: Filter<R>, change: Partial<Omit<R, 'id'>>): boolean {
    const at = this.records.findIndex((record) => record.id === id && fits(record, when))
    if (at < 0) return false
    this.records = this.records.map((record, i) => (i === at ? { ...record, ...change } : record))
    return true
  }

  removeAll(match: Filter<R>): number {
    const kept = this.records.filter((record) => !fits(record, match))
    const removed = this.records.length - kept.length
    this.records = kept
    return removed
  }

  sweep(now: number): number {
    const kept = this.records.filter(({ removeAt }) => removeAt > now)
    const removed = this.records.length - kept.length
    this.records = kept
    return removed
  }
}

function fits<R extends Record>(record: R, match: Filter<R>): boolean {
  return Object.entries(match).every(([field, wanted]) => {
    const value: unknown = record[field as keyof R]
    return Array.isArray(wanted) ? wanted.includes(value) : wanted === value
  })
}
