import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openAuditFiles } from '../audit/openAuditFiles.ts'
import { writePrivateFile } from '../files/writePrivateFile.ts'
import { appendPrivate } from '../files/appendPrivate.ts'
import { documentNames } from '../documents/documents.ts'
import { filesState, setFilesState } from '../store/embedded/filesState.ts'
import { lockData } from '../store/embedded/lock/lockData.ts'
import { openDocumentFiles } from '../documents/openDocumentFiles.ts'
import { openNedbStore } from '../store/embedded/openNedbStore.ts'
import type { Place } from './place.ts'

/**
 * The files of a data folder that is there.
 * @throws ConfigError when a verifier uses it
 */
export async function openFiles(data: string): Promise<Place> {
  await using acquired = new AsyncDisposableStack()
  acquired.defer(await lockData(data))
  const store = acquired.adopt(await openNedbStore(data), (opened) => opened.close())
  const held = acquired.move()
  const documents = openDocumentFiles(data)
  return {
    name: `the files in ${data}`,
    store,
    documents,
    audit: openAuditFiles(data),
    requireAlone: () => Promise.resolve(),
    state: () => filesState(data),
    setState: (state) => setFilesState(data, state),
    addAudit: (lines) => appendPrivate(join(data, 'audit.jsonl'), lines.map((line) => `${line}\n`).join('')),
    setAnchor: (anchor) => writePrivateFile(join(data, 'audit.signed'), `${anchor}\n`),
    async clear() {
      for (const name of documentNames) await rm(documents.place(name), { force: true })
      for (const name of await readdir(data))
        if (/^audit(?:-\d+)?\.(?:jsonl|signed)$/.test(name)) await rm(join(data, name))
    },
    close: () => held.disposeAsync(),
  }
}
