import { ConfigError } from './configError.ts'
import { NotNowError } from './notNowError.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of it is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk can only be read',
  EEXIST: 'it is there already, and is left as it is',
  ENAMETOOLONG: 'its name is too long',
}

/** What may go well later, with nothing changed in the settings. */
const passing: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EIO: 'the disk does not answer as it should',
  ESTALE: 'the disk of another machine is away',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
}

/**
 * A refusal of the operating system's as a sentence for whoever gave the path; what is none is given back as it is.
 * @param does what was refused: `--to: /backups/today.age cannot be written`
 */
export function pathComplaint(error: unknown, does: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error
  const code = String(error.code)
  const passes = passing[code]
  if (passes !== undefined) return new NotNowError(`${does}: ${passes}`, { cause: error })
  return new ConfigError(`${does}: ${reasons[code] ?? code}`, { cause: error })
}
