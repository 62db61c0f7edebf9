import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** All bytes below a folder. */
export async function bytesIn(path: string): Promise<Buffer> {
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name)))))
}
