import { resolve } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { ConfigError } from '../config/configError.ts'
import { makePrivateFolder } from '../files/makePrivateFolder.ts'
import { requireWritable } from './requireWritable.ts'

/**
 * Makes the data folder, for its owner alone, if it is not there.
 * @throws ConfigError when it cannot be made or used
 */
export async function makeDataFolder(data: string): Promise<void> {
  try {
    await makePrivateFolder(resolve(data))
  } catch (cause) {
    throw new ConfigError(
      `data: The folder ${data} cannot be made (${errorCodeOf(cause) ?? 'for an unknown reason'})`,
      { cause },
    )
  }
  await requireWritable(data)
}
