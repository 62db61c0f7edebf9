import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Something that must not be found, and what to call it. */
export type Sought = Readonly<Record<string, string | Uint8Array>>

/**
 * Looks through every byte of every file of a folder, and through the names.
 * @returns what was found and where: `device id in records/devices.db`
 */
export async function searchFolder(folder: string, sought: Sought): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1)
    // One that has gone meanwhile holds nothing.
    const bytes = entry.isFile() ? await readFile(path).catch(nothingWhenGone) : Buffer.alloc(0)
    for (const [what, piece] of Object.entries(sought)) {
      const isInName = typeof piece === 'string' && name.includes(piece)
      if (isInName || bytes.includes(piece)) found.push(`${what} in ${name}`)
    }
  }
  return found.sort()
}

function nothingWhenGone(error: unknown): Buffer {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
  throw error
}
