import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { giveFolderToOwner } from './giveToOwner.ts'

/**
 * Makes a folder for its owner alone, who is that of the folder around it, if it is not there.
 * @throws what `mkdir` throws
 */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
    throw error
  }
  await giveFolderToOwner(path, dirname(path))
}
