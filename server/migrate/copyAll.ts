import { collectionNames } from '../store/collections.ts'
import { documentNames } from '../documents/documents.ts'
import type { Collection } from '../store/store.ts'
import type { Place } from './place.ts'

/** Records that are written at the same time, and lines that are written together. */
const recordsAtOnce = 64
const linesAtOnce = 500

/** Copies everything from one place into another, which is empty. */
export async function copyAll(from: Place, to: Place): Promise<void> {
  for (const name of collectionNames) {
    const into = to.store[name] as Collection<{ readonly id: string }>
    const all: AsyncIterable<{ readonly id: string }> = from.store[name].each({})
    for await (const records of inGroups(all, recordsAtOnce))
      await Promise.all(records.map((record) => into.insert(record)))
  }
  for await (const device of from.store.ciphertexts.each()) {
    const found = await from.store.ciphertexts.read(device)
    if (found !== null) await to.store.ciphertexts.write(device, found)
  }
  for (const name of documentNames) {
    const found = await from.documents.read(name)
    if (found !== null) await to.documents.replace(name, null, found.text)
  }
  for await (const lines of inGroups(from.audit.lines(), linesAtOnce)) await to.addAudit(lines)
  const anchor = await from.audit.anchor()
  if (anchor !== null) await to.setAnchor(anchor)
}

/** Removes everything. */
export async function clearAll(place: Place): Promise<void> {
  for (const name of collectionNames) await place.store[name].removeAll({})
  for await (const device of place.store.ciphertexts.each()) await place.store.ciphertexts.remove(device)
  await place.clear()
  // Or what was removed would still stand in the files.
  await place.store.compact()
}

async function* inGroups<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = []
  for await (const one of all) {
    group.push(one)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
