import { open, rm } from 'node:fs/promises'
import { ConfigError } from '../configError.ts'
import { writePrivateFile } from '../keys/writePrivateFile.ts'

/**
 * Writes a file of the data folder anew, from what it held: whole and on the disk, or not at all. One change at a time.
 *
 * @param change reads what is there and gives what shall be
 * @throws ConfigError when another change is under way
 */
export async function changeFile(path: string, change: () => Promise<string> | string): Promise<void> {
  const lock = `${path}.changing`
  const held = await open(lock, 'wx', 0o600).catch((cause: unknown) => {
    throw new ConfigError(`${lock}: Another change is under way; if none is, remove this file`, { cause })
  })
  try {
    await writePrivateFile(path, await change())
  } finally {
    await held.close()
    await rm(lock)
  }
}
