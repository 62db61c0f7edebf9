import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { giveToOwner } from './giveToOwner.ts'

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants
const mode = 0o600

/**
 * Makes a file for its owner alone, who is that of its folder.
 *
 * @param replaced a file that it is going to stand for, whose owner it gets if it is there
 * @throws what `open` throws: `EEXIST` when something has its name
 */
export async function makePrivate(path: string, replaced = path): Promise<FileHandle> {
  const file = await open(path, 'wx', mode)
  try {
    if (replaced === path || !(await giveLike(file, replaced))) await giveToOwner(file, dirname(path))
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Opens a file to be written at its end, and makes it as above when it is not there. Follows no link: what lies behind it may be anybody's. */
export async function openAtEnd(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'ax', mode)
    await giveToOwner(file, dirname(path))
    return file
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    // Windows has no such links.
    return await open(path, O_APPEND | O_CREAT | O_WRONLY | ((O_NOFOLLOW as number | undefined) ?? 0), mode)
  }
}

async function giveLike(file: FileHandle, replaced: string): Promise<boolean> {
  try {
    await giveToOwner(file, replaced)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
