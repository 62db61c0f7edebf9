import { ConfigError } from './config/configError.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of it is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EEXIST: 'it is there already, and is left as it is',
  ENAMETOOLONG: 'its name is too long',
}

/**
 * A refusal of the operating system's as a sentence for whoever gave the path; what is none is given back as it is.
 * @param does what was refused: `--to: /backups/today.age cannot be written`
 */
export function pathComplaint(error: unknown, does: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error
  const code = String(error.code)
  return new ConfigError(`${does}: ${reasons[code] ?? code}`, { cause: error })
}
