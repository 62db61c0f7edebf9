import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { flushFolder } from './flushFolder.ts'
import { makePrivate } from './openPrivate.ts'

/** Writes a file that only its owner may read (mode 0600), who stays whom it had: whole and on the disk, or not at all. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}~`
  // Of one that was killed; and nothing that somebody else has put there is written to.
  await rm(unfinished, { force: true })
  const file = await makePrivate(unfinished, path)
  try {
    await file.chmod(0o600)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
  await flushFolder(dirname(path))
}
