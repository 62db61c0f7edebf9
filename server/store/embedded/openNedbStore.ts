import { join } from 'node:path'
import { makeOwnFolder } from '../../files/makeOwnFolder.ts'
import { collectionNames, foundBy, recordsFile, type CollectionName } from '../collections.ts'
import type { Store } from '../store.ts'
import { openCiphertextFiles } from './openCiphertextFiles.ts'
import { openNedbCollection, type Upgrade } from './openNedbCollection.ts'
import { upgrades } from './upgrades.ts'

/** What nobody can do again for herself: each change is on the disk before it is confirmed. */
const flushed: readonly CollectionName[] = ['accounts', 'devices', 'recoveryCodes', 'enrolmentTickets', 'additions']
/** It has two values: an index of so few is slower than none. */
const unindexed = 'state'

/** The embedded store: records in nedb-promises under `data/records`, ciphertexts in files under `data/devices`. */
export async function openNedbStore(data: string): Promise<Store> {
  await makeOwnFolder(join(data, 'records'))
  const collections = await Promise.all(collectionNames.map(async (name) => [name, await open(data, name)] as const))
  const ciphertexts = await openCiphertextFiles(join(data, 'devices'))
  const store = Object.fromEntries(collections) as unknown as Store
  return {
    ...store,
    ciphertexts,
    database: null,
    async compact() {
      for (const [, collection] of collections) await collection.compact()
    },
    async close() {
      await Promise.all(collections.map(([, collection]) => collection.close()))
      await store.tries.flushed()
    },
  }
}

function open(data: string, name: CollectionName) {
  const upgrade: Upgrade<{ readonly id: string }> | undefined = upgrades[name]
  return openNedbCollection<{ readonly id: string }>(recordsFile(data, name), {
    flush: flushed.includes(name),
    indexes: foundBy[name].filter((field) => field !== unindexed),
    ...(upgrade !== undefined && { upgrade }),
  })
}
