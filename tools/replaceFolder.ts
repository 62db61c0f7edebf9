import { mkdir, rename, rm } from 'node:fs/promises'
import { errorCodeOf } from '../server/files/errorCodeOf.ts'

/**
 * Writes a folder anew, so that whoever looks at it finds the old one or the new one and never half of one.
 *
 * @param write is given an empty folder to write into
 */
export async function replaceFolder(path: string, write: (folder: string) => Promise<void>): Promise<void> {
  const [next, last] = [`${path}.next-${process.pid}`, `${path}.last-${process.pid}`]
  await mkdir(next, { recursive: true })
  try {
    await write(next)
    await rename(path, last).catch(ignoreMissing)
    await rename(next, path)
  } finally {
    for (const folder of [next, last]) await rm(folder, { recursive: true, force: true })
  }
}

function ignoreMissing(error: unknown): void {
  if (errorCodeOf(error) !== 'ENOENT') throw error
}
