import { ciphertextFile, readCiphertextFile } from '../store/embedded/readCiphertextFile.ts'
import { recordsFile, type CollectionName } from '../store/collections.ts'
import { openPlainStore, type StoreSettings } from '../store/openStore.ts'
import { readRecords } from '../store/embedded/readRecords.ts'
import type { Ciphertexts, Collection } from '../store/store.ts'

export type Row = { readonly id: string } & Readonly<Record<string, unknown>>
export type Kind = CollectionName

/** What is stored, as it is stored, beside a verifier that runs. */
export interface Records extends AsyncDisposable {
  /** Where those of a kind are, for people. */
  place(kind: Kind): string
  /** @throws ConfigError when what has them cannot be read */
  each(kind: Kind): AsyncIterable<Row>
  find(kind: 'accounts' | 'devices', id: string): Promise<Row | null>
  ciphertexts(device: string): Promise<Ciphertexts | null>
  ciphertextsPlace(device: string): string
}

/** @throws ConfigError when a database cannot be opened */
export async function openRecords(settings: StoreSettings): Promise<Records> {
  return settings.database === undefined ? filesIn(settings.data) : await rowsOf(settings)
}

function filesIn(data: string): Records {
  const place = (kind: Kind): string => recordsFile(data, kind)
  const known = new Map<Kind, Promise<ReadonlyMap<string, Row>>>()
  async function read(kind: Kind): Promise<ReadonlyMap<string, Row>> {
    const { records } = await readRecords(place(kind))
    return new Map(records.map(({ _id, ...record }) => [_id, { id: _id, ...record }]))
  }
  /** Of those that others are about. */
  function keep(kind: Kind): Promise<ReadonlyMap<string, Row>> {
    const kept = known.get(kind) ?? read(kind)
    known.set(kind, kept)
    return kept
  }
  return {
    place,
    async *each(kind) {
      yield* (await (kind === 'accounts' || kind === 'devices' ? keep(kind) : read(kind))).values()
    },
    find: async (kind, id) => (await keep(kind)).get(id) ?? null,
    ciphertexts: (device) => readCiphertextFile(data, device),
    ciphertextsPlace: (device) => ciphertextFile(data, device),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

async function rowsOf(settings: StoreSettings): Promise<Records> {
  const store = await openPlainStore(settings)
  const rows = (kind: Kind) => store[kind] as unknown as Collection<Row>
  return {
    place: (kind) => `the table "${kind}"`,
    each: (kind) => rows(kind).each({}),
    find: (kind, id) => rows(kind).find(id),
    ciphertexts: (device) => store.ciphertexts.read(device),
    ciphertextsPlace: () => 'the table "ciphertexts"',
    [Symbol.asyncDispose]: () => store.close(),
  }
}
