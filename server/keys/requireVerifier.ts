import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { NotNowError } from '../config/notNowError.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import { requireWritable } from '../store/requireWritable.ts'
import { requireReady } from '../store/embedded/filesState.ts'

/**
 * Makes sure that the data folder is that of a verifier, with its keys. `zauth serve` and the commands begin none: a path that was
 * misspelt, or a disk that is not mounted, would be served as a new verifier, where nobody has a device and whoever comes first may enrol. What
 * begins one is `zauth init` alone.
 *
 * Not so with a database, which cannot be absent and look empty: the first node that finds none of it makes the keys, since several start
 * together. Nor for `createVerifier`, whose program says by calling it what it wants; but see `refuseLostKeys`.
 *
 * @param isToWrite whether it has to take what is written, as well: who only reads needs no disk that does
 * @throws ConfigError when it is not there, or this user may not look; NotNowError when its disk does not answer
 */
export async function requireVerifier(
  { data, database }: Pick<VerifierConfig, 'data' | 'database'>,
  isToWrite = false,
): Promise<void> {
  if (database !== undefined) return
  if (!(await isVisible(data))) throw new ConfigError(`data: There is no folder ${data}: ${remedy}`)
  await (isToWrite ? requireWritable(data) : checkDataFolder(data))
  await requireReady(data)
  const keys = join(data, 'keys.json')
  if (!(await isVisible(keys))) throw new ConfigError(`data: There is no file ${keys}: ${remedy}`)
}

const remedy =
  '"zauth init" makes that of a new verifier, and "zauth restore" brings back that of an old one. Is the path right, and the disk mounted?'

/** A disk that fails, or a network that is away, is no folder that is not there: it may come back, and is waited for. */
async function isVisible(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    const code = errorCodeOf(error) ?? ''
    if (missing.includes(code)) return false
    if (lasting.includes(code)) throw pathComplaint(error, `data: ${path} cannot be looked at`)
    throw new NotNowError(`data: ${path} cannot be looked at just now (${code}). Is the disk well, and mounted?`, {
      cause: error,
    })
  }
}

const missing = ['ENOENT', 'ENOTDIR']
const lasting = ['EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']
