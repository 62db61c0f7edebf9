import { open, rm } from 'node:fs/promises'
import { ConfigError } from '../configError.ts'
import { writePrivateFile } from '../keys/writePrivateFile.ts'
import type { Client } from './client.ts'
import { readRegistry } from './readRegistry.ts'
import { registryFile } from './registryFile.ts'

/**
 * Changes the websites that were registered by command: whole and on the disk, or not at all. One change at a time; a verifier
 * that runs takes notice by itself.
 *
 * @throws ConfigError when another change is under way, or the file is damaged
 */
export async function changeRegistry(
  data: string,
  change: (clients: readonly Client[]) => readonly Client[],
): Promise<void> {
  const path = registryFile(data)
  const lock = `${path}.changing`
  const held = await open(lock, 'wx', 0o600).catch((cause: unknown) => {
    throw new ConfigError(`${lock}: Another change is under way; if none is, remove this file`, { cause })
  })
  try {
    await writePrivateFile(path, `${JSON.stringify(change(readRegistry(data)), null, 2)}\n`)
  } finally {
    await held.close()
    await rm(lock)
  }
}
