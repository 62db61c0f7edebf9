import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { ConfigError } from '../config/configError.ts'
import { NotNowError } from '../config/notNowError.ts'
import { checkDataFolder } from './checkDataFolder.ts'

/**
 * Makes sure that the data folder is there and can be written to, by writing something.
 * @throws ConfigError; NotNowError when the disk is full
 */
export async function requireWritable(data: string): Promise<void> {
  await checkDataFolder(data)
  // Permissions say little to root, and nothing on a disk that is mounted to be read only; and a full one still makes folders.
  // One file, and nothing by a path through it: root does this in folders of others, who may put a link into its place.
  const tried = join(data, `try-${randomBytes(4).toString('hex')}`)
  try {
    await writeFile(tried, '.', { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    throw complaintOf(data, cause)
  } finally {
    // Where nothing could be made, often nothing can be removed either.
    await rm(tried, { force: true }).catch(() => undefined)
  }
}

function complaintOf(data: string, cause: unknown): ConfigError {
  const isFull = ['ENOSPC', 'EDQUOT'].includes(errorCodeOf(cause) ?? '')
  return isFull
    ? new NotNowError(`data: The disk is full, and nothing can be written to the folder ${data}`, { cause })
    : new ConfigError(`data: This user cannot write to the folder ${data}`, { cause })
}
