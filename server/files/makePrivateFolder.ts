import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCodeOf } from './errorCodeOf.ts'
import { giveFolderToOwner } from './giveToOwner.ts'

/**
 * Makes a folder, and those around it, for its owner alone, who is that of the folder around it; if it is not there. Not by `recursive`,
 * which never ends where a parent says that it is there and that nothing can be in it, as in `/proc`.
 *
 * @throws what `mkdir` throws
 */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await make(path)
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') return
    if (errorCodeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makePrivateFolder(dirname(path))
    // Somebody else may make it at the same moment.
    await make(path).catch((cause: unknown) => {
      if (errorCodeOf(cause) !== 'EEXIST') throw cause
    })
  }
}

async function make(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 })
  await giveFolderToOwner(path, dirname(path))
}
