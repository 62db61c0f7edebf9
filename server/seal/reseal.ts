import { ZAuthError } from '../../shared/protocol/errors.ts'
import { ConfigError } from '../config/configError.ts'
import type { DocumentName, Documents } from '../documents/documents.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import type { StoreSettings } from '../store/openStore.ts'
import { collectionNames, foundBy, type CollectionName } from '../store/collections.ts'
import type { Collection, Store } from '../store/store.ts'
import type { Sealer } from './createSealer.ts'
import { findUnopenable } from './findUnopenable.ts'
import { isOpened } from './isOpened.ts'
import { openAlone, type Alone } from './openAlone.ts'
import { openCiphertexts, sealCiphertexts } from './sealedCiphertexts.ts'
import { recordSeal } from './sealedCollection.ts'
import { openText, sealedIn, sealedNames, sealText } from './sealedDocuments.ts'
import { readSealNote, writeSealNote } from './sealNote.ts'
import { withoutSeal } from './withoutSeal.ts'

export interface Resealed {
  readonly records: number
  readonly devices: number
}

type Row = { readonly id: string } & Readonly<Record<string, unknown>>
type Rows = Collection<Row>

/** Changes that are under way at the same time: one flush serves them all. */
const together = 200
/** In a complaint. */
const mostNamed = 5

/**
 * Brings all that is stored from one seal under another, or into the clear. The verifier must not be running.
 *
 * A note says before the first change what is being done. After a crash, the same again goes on: each record, file and document is
 * changed as a whole, and says by its seal how far it has come.
 *
 * @param from `null` for in clear, as `to`
 * @throws ConfigError when it is not sealed as `from` says, a verifier uses it, or another change was interrupted, or something is
 *   damaged
 */
export async function reseal(settings: StoreSettings, from: Sealer | null, to: Sealer | null): Promise<Resealed> {
  await using opened = await openAlone(settings)
  const { store, documents } = opened
  await begin(opened, from, to)
  let records = 0
  for (const name of collectionNames) {
    records += await resealRows(name, store[name] as unknown as Rows, from, to)
  }
  const devices = await resealCiphertexts(store, from, to)
  for (const name of sealedNames) await resealDocument(documents, name, from, to)
  // The embedded store's files hold what was there before until they are written anew.
  await store.compact()
  const { version } = await readSealNote(documents)
  await writeSealNote(documents, version, { key: to?.keyId ?? null })
  return { records, devices }
}

/** Notes what is being done: from then on no verifier starts. Then none must be there that started before. */
async function begin(alone: Alone, from: Sealer | null, to: Sealer | null): Promise<void> {
  const { documents } = alone
  const [own, next] = [from?.keyId ?? null, to?.keyId ?? null]
  const { note, version } = await readSealNote(documents)
  if (note.changing !== undefined) {
    if (note.key === own && note.changing.to === next) {
      await alone.requireAlone()
      return
    }
    throw new ConfigError('seal: Another change was interrupted, by another command or key: run that one again first')
  }
  if (note.key === next)
    throw new ConfigError(next === null ? 'seal: Nothing is sealed' : 'seal: All is sealed by this key')
  if (note.key !== own) {
    throw new ConfigError(
      note.key === null ? 'seal: Nothing is sealed; "zauth seal on" does it' : 'sealWith: All is sealed by another key',
    )
  }
  // Looked for before the note, which stays until all is done: whatever it would break off at would keep everybody out.
  await alone.requireAlone()
  const damaged = await findUnopenable(alone, from)
  if (damaged.length > 0) {
    const some = damaged.slice(0, mostNamed).join(', ')
    const more = damaged.length > mostNamed ? ` and ${damaged.length - mostNamed} more` : ''
    throw new ConfigError(`seal: Nothing was changed, since this is damaged: ${some}${more}. Next: zauth doctor`)
  }
  if (!(await writeSealNote(documents, version, { key: own, changing: { to: next } }))) {
    throw new ConfigError('seal: Somebody else changes it at the same time')
  }
  try {
    await alone.requireAlone()
  } catch (error) {
    const { version: noted } = await readSealNote(documents)
    await writeSealNote(documents, noted, note)
    throw error
  }
}

async function resealRows(name: CollectionName, rows: Rows, from: Sealer | null, to: Sealer | null): Promise<number> {
  const clear: readonly string[] = foundBy[name]
  const [before, after] = [from, to].map((sealer) => (sealer === null ? null : recordSeal<Row>(sealer, name, clear)))

  function openedFrom(row: Row): Row {
    if (before === null || before === undefined) return row
    return before.open(row)
  }
  async function change(row: Row): Promise<boolean> {
    const isSealed = typeof row['sealed'] === 'string'
    if (after === null || after === undefined) {
      if (!isSealed) return false
      await rows.update(row.id, {}, { ...withoutId(openedFrom(row)), sealed: null })
      return true
    }
    if (isSealed && isOpened(() => after.open(row))) return false
    const record = isSealed || from !== null ? openedFrom(row) : withoutSeal(row)
    // A store changes fields and takes none away: those that are sealed now are emptied.
    const emptied = Object.fromEntries(Object.keys(withoutId(row)).map((field) => [field, null]))
    await rows.update(row.id, {}, { ...emptied, ...withoutId({ ...after.seal(record) }) })
    return true
  }

  let changed = 0
  for await (const some of groups(rows.each({}))) {
    changed += (await Promise.all(some.map(change))).filter(Boolean).length
  }
  return changed
}

async function* groups(rows: AsyncIterable<Row>): AsyncIterable<Row[]> {
  let some: Row[] = []
  for await (const row of rows) {
    some.push(row)
    if (some.length < together) continue
    yield some
    some = []
  }
  yield some
}

async function resealCiphertexts({ ciphertexts, devices }: Store, from: Sealer | null, to: Sealer | null) {
  let changed = 0
  for await (const device of ciphertexts.each()) {
    const found = await ciphertexts.read(device)
    if (found === null) continue
    if (to !== null && isOpened(() => openCiphertexts(to, device, found))) continue
    const record = await recordOf(devices as unknown as Rows, device, from, to)
    if (record === null) {
      // Left by a crash: nobody's.
      await ciphertexts.remove(device)
      continue
    }
    const isPlain = (await keyAndTemplateOf(found)) === record['keyAndTemplate']
    if (to === null && isPlain) continue
    if (from === null && !isPlain) throw new ZAuthError('internal_error', `the ciphertexts of ${device} are damaged`)
    const plain = from === null ? found : openCiphertexts(from, device, found)
    await ciphertexts.write(device, to === null ? plain : sealCiphertexts(to, device, plain))
    changed += 1
  }
  return changed
}

/** A device's record, under whichever seal it is. Records come before ciphertexts: under the new one. */
async function recordOf(devices: Rows, id: string, from: Sealer | null, to: Sealer | null): Promise<Row | null> {
  const row = await devices.find(id)
  if (row === null) return null
  const sealer = to ?? from
  if (sealer === null || typeof row['sealed'] !== 'string') return row
  return recordSeal<Row>(sealer, 'devices', foundBy.devices).open(row)
}

async function resealDocument(
  documents: Documents,
  name: DocumentName,
  from: Sealer | null,
  to: Sealer | null,
): Promise<void> {
  const found = await documents.read(name)
  if (found === null) return
  const isSealed = sealedIn(found.text) !== null
  if (to === null ? !isSealed : isSealed && isOpened(() => openText(to, name, found.text))) return
  const plain = from === null ? found.text : openText(from, name, found.text)
  const text = to === null ? plain : sealText(to, name, plain)
  if (!(await documents.replace(name, found.version, text))) {
    throw new ConfigError(`${documents.place(name)}: Somebody else changes it at the same time`)
  }
}

function withoutId(row: Row): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'id'))
}
