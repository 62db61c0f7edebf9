import { collectionNames, foundBy, type CollectionName } from '../store/collections.ts'
import { keyAndTemplateOf } from '../store/keyAndTemplateOf.ts'
import type { Collection } from '../store/store.ts'
import type { Sealer } from './createSealer.ts'
import type { Alone } from './openAlone.ts'
import { isOpened } from './isOpened.ts'
import { openCiphertexts } from './sealedCiphertexts.ts'
import { recordSeal } from './sealedCollection.ts'
import { openText, sealedNames } from './sealedDocuments.ts'

type Row = { readonly id: string } & Readonly<Record<string, unknown>>

/**
 * Looks for what a change of the seal would break off at: before the change is noted, after which no verifier starts until it is done.
 *
 * @param from what everything is sealed by; `null` for in clear
 * @returns what is damaged, each by a name for people
 */
export async function findUnopenable({ store, documents }: Alone, from: Sealer | null): Promise<string[]> {
  const damaged: string[] = []
  const openerOf = (name: CollectionName) =>
    from === null ? (row: Row) => row : (row: Row) => recordSeal<Row>(from, name, foundBy[name]).open(row)

  if (from !== null) {
    for (const name of collectionNames) {
      const open = openerOf(name)
      for await (const row of (store[name] as unknown as Collection<Row>).each({}))
        if (!isOpened(() => open(row))) damaged.push(`the record ${row.id} of ${name}`)
    }
    for (const name of sealedNames) {
      const found = await documents.read(name)
      if (found !== null && !isOpened(() => openText(from, name, found.text))) damaged.push(documents.place(name))
    }
  }
  const openDevice = openerOf('devices')
  for await (const id of store.ciphertexts.each()) {
    const row = await (store.devices as unknown as Collection<Row>).find(id)
    const found = await store.ciphertexts.read(id)
    // Those that are nobody's are removed; a record that is damaged was found above.
    if (row === null || found === null || !isOpened(() => openDevice(row))) continue
    if (from === null) {
      const hash = await keyAndTemplateOf(found)
      if (hash !== openDevice(row)['keyAndTemplate']) damaged.push(`the ciphertexts of the device ${id}`)
    } else if (!isOpened(() => openCiphertexts(from, id, found))) damaged.push(`the ciphertexts of the device ${id}`)
  }
  return damaged
}
