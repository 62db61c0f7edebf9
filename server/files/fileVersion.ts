import { statSync } from 'node:fs'

/** Changes with each change of a file that is always written anew; empty when it is not there. */
export function fileVersion(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`
}
