import { collectionNames } from '../store/collectionNames.ts'
import { documentNames } from '../store/documents.ts'
import type { Collection } from '../store/store.ts'
import type { Place } from './place.ts'

/** Records that are written at the same time, and lines that are written together. */
const recordsAtOnce = 64
const linesAtOnce = 500

/** Copies everything from one place into another, which is empty. */
export async function copyAll(from: Place, to: Place): Promise<void> {
  for (const name of collectionNames) {
    const into = to.store[name] as Collection<{ readonly id: string }>
    const all: readonly { readonly id: string }[] = await from.store[name].findAll({})
    await inGroups(all, recordsAtOnce, async (records) => {
      await Promise.all(records.map((record) => into.insert(record)))
    })
  }
  for (const device of await from.store.ciphertexts.list()) {
    const found = await from.store.ciphertexts.read(device)
    if (found !== null) await to.store.ciphertexts.write(device, found)
  }
  for (const name of documentNames) {
    const found = await from.documents.read(name)
    if (found !== null) await to.documents.replace(name, null, found.text)
  }
  const lines: string[] = []
  for await (const line of from.audit.lines()) lines.push(line)
  await inGroups(lines, linesAtOnce, (group) => to.addAudit(group))
  const anchor = await from.audit.anchor()
  if (anchor !== null) await to.setAnchor(anchor)
}

/** Removes everything. */
export async function clearAll(place: Place): Promise<void> {
  for (const name of collectionNames) await place.store[name].removeAll({})
  for (const device of await place.store.ciphertexts.list()) await place.store.ciphertexts.remove(device)
  await place.clear()
  // Or what was removed would still stand in the files.
  await place.store.compact()
}

async function inGroups<T>(
  all: readonly T[],
  size: number,
  work: (group: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let i = 0; i < all.length; i += size) await work(all.slice(i, i + size))
}
