import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isThere } from './isThere.ts'
import { errorCodeOf } from './errorCodeOf.ts'
import { giveToOwner } from './giveToOwner.ts'
import { followNoLink } from './followNoLink.ts'

const { O_APPEND, O_CREAT, O_WRONLY } = constants
const mode = 0o600

/**
 * Makes a file for its owner alone: the owner of what it is going to stand for, or else of its folder.
 *
 * @param replaced what it is going to stand for, if that is there
 * @throws what `open` throws: `EEXIST` when something has its name
 */
export async function makePrivate(path: string, replaced?: string): Promise<FileHandle> {
  const isReplaced = replaced !== undefined && (await isThere(replaced))
  const file = await open(path, 'wx', mode)
  await giveToOwner(file, isReplaced ? replaced : dirname(path))
  return file
}

/** Opens a file to be written at its end, and makes it as above when it is not there. Follows no link: what lies behind may be anybody's. */
export async function openAtEnd(path: string): Promise<FileHandle> {
  try {
    const made = await open(path, 'ax', mode)
    await giveToOwner(made, dirname(path))
    return made
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw error
    return await open(path, O_APPEND | O_CREAT | O_WRONLY | followNoLink, mode)
  }
}
