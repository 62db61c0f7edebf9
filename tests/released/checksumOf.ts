import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** SHA-256 over the names and the contents of all files of a folder, in hexadecimal digits. */
export async function checksumOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const path of paths.toSorted()) {
    const bytes = await readFile(path)
    hash.update(`${relative(folder, path).split(sep).join('/')}\n${bytes.length}\n`).update(bytes)
  }
  return hash.digest('hex')
}
