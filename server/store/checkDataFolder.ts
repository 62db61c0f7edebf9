import { access, constants, stat } from 'node:fs/promises'
import { ConfigError } from '../config/configError.ts'
import { pathComplaint } from '../config/pathComplaint.ts'

/**
 * Makes sure that the data folder is there, and that this user may look into it. Changes nothing, so that whoever only reads can do so on a disk
 * that is full or cannot be written.
 * @throws ConfigError; NotNowError when its disk does not answer
 */
export async function checkDataFolder(data: string): Promise<void> {
  const found = await stat(data).catch(() => null)
  if (found === null) throw new ConfigError(`data: There is no folder ${data}`)
  if (!found.isDirectory()) throw new ConfigError(`data: Expected a folder, and ${data} is none`)
  await access(data, constants.R_OK | constants.X_OK).catch((error: unknown) => {
    throw pathComplaint(error, `data: ${data} cannot be looked into`)
  })
}
