import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConfigError } from '../configError.ts'
import { checkDataFolder } from './checkDataFolder.ts'
import { makePrivateFolder } from './makePrivateFolder.ts'

/**
 * Makes the data folder, for its owner alone, who is that of the folder around it, if it is not there.
 * @throws ConfigError when it cannot be made or used
 */
export async function makeDataFolder(data: string): Promise<void> {
  try {
    await makeFolder(resolve(data))
  } catch (cause) {
    throw new ConfigError(`data: The folder ${data} cannot be made (${reasonOf(cause)})`, { cause })
  }
  await checkDataFolder(data)
}

/** Not by `recursive`, which never ends where a parent says that it is there and that nothing can be in it, as in `/proc`. */
async function makeFolder(path: string): Promise<void> {
  if (await isThere(path)) return
  await makeFolder(dirname(path))
  await makePrivateFolder(path)
}

async function isThere(path: string): Promise<boolean> {
  if (dirname(path) === path) return true
  return (await stat(path).catch(() => null)) !== null
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason'
}
