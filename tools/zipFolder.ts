import { zipSync, type Zippable } from 'fflate'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** The earliest time that a zip can say, in whatever zone the computer is: when something was built is no part of it. */
const epoch = new Date(1980, 0, 1)

/**
 * Writes a folder into a zip whose bytes follow from the files' names and contents alone: sorted by name, without their times and
 * owners, compressed by a library that the lock pins.
 *
 * @param path written whole or not at all
 */
export async function zipFolder(folder: string, path: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((file) => join(file.parentPath, file.name))
  const zipped: Zippable = {}
  for (const name of files.map((file) => relative(folder, file).split(sep).join('/')).toSorted())
    zipped[name] = await readFile(join(folder, name))
  const unfinished = `${path}.${process.pid}`
  await writeFile(unfinished, zipSync(zipped, { level: 9, mtime: epoch, os: 3 }))
  await rename(unfinished, path)
}
