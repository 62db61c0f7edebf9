import { mkdtemp, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../configError.ts'

/**
 * Makes sure that the data folder is there and can be written to.
 * @throws ConfigError
 */
export async function checkDataFolder(data: string): Promise<void> {
  const found = await stat(data).catch(() => null)
  if (found === null) throw new ConfigError(`data: There is no folder ${data}`)
  if (!found.isDirectory()) throw new ConfigError(`data: Expected a folder, and ${data} is none`)
  try {
    // Permissions say little to root, and nothing on a disk that is mounted to be read only.
    await rmdir(await mkdtemp(join(data, 'try-')))
  } catch (cause) {
    throw new ConfigError(`data: This user cannot write to the folder ${data}`, { cause })
  }
}
