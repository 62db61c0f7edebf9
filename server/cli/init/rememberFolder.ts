import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Remembers what is in a data folder before a verifier is begun there.
 * @returns takes away what has come since; nothing where a verifier was there before
 */
export async function rememberFolder(data: string): Promise<() => Promise<void>> {
  const namesIn = () => readdir(data).catch(() => null)
  const before = await namesIn()
  return async () => {
    if (before === null) await rm(data, { recursive: true, force: true })
    else if (!before.includes('keys.json')) {
      for (const name of (await namesIn()) ?? [])
        if (!before.includes(name)) await rm(join(data, name), { recursive: true, force: true })
    }
  }
}
