import { stat } from 'node:fs/promises'
import { ConfigError } from '../config/configError.ts'

const others = 0o077

/**
 * Makes sure that a file with secrets is for its owner alone, as ssh does with its keys. One that is not there is none of its
 * concern, and on Windows permissions are another thing.
 *
 * @throws ConfigError with the command that mends it
 */
export async function requirePrivate(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const found = await stat(path).catch(() => null)
  if (found === null || (found.mode & others) === 0) return
  const mode = (found.mode & 0o777).toString(8).padStart(4, '0')
  throw new ConfigError(`${path}: Others may read this file (mode ${mode}), and it holds secrets: chmod 600 ${path}`)
}
