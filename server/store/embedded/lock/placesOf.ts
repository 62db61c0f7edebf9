import { lstat, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { lockName } from './lockName.ts'

/** Longest path that every system takes for a socket. */
const longestSocketPath = 100
const inFolder = 'in-use'

/**
 * The socket of whoever uses a folder, and where others may have theirs. Linux names it by the folder that is held open, however long its
 * path is; elsewhere one whose path is too long for a socket is among temporary files.
 */
export async function placesOf(folder: string, acquired: AsyncDisposableStack): Promise<[string, ...string[]]> {
  const inside = join(folder, inFolder)
  if (Buffer.byteLength(inside) + '.12345678'.length <= longestSocketPath) return [inside]
  const aside = join(tmpdir(), lockName(folder))
  if (process.platform !== 'linux') return [aside, inside]
  const { fd } = acquired.use(await open(folder))
  const near = `/proc/self/fd/${fd}/${inFolder}`
  const isThere = (await lstat(dirname(near)).catch(() => null)) !== null
  return isThere ? [near, aside] : [aside, inside]
}
