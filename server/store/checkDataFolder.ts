import { stat } from 'node:fs/promises'
import { ConfigError } from '../config/configError.ts'

/**
 * Makes sure that the data folder is there. Changes nothing, so that whoever only reads can do so on a disk that is full or cannot be written.
 * @throws ConfigError
 */
export async function checkDataFolder(data: string): Promise<void> {
  const found = await stat(data).catch(() => null)
  if (found === null) throw new ConfigError(`data: There is no folder ${data}`)
  if (!found.isDirectory()) throw new ConfigError(`data: Expected a folder, and ${data} is none`)
}
