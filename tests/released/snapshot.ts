import { chmod, cp, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The passphrase that the keys of the extension's snapshot are behind. */
export const passphrase = 'a long passphrase'

/** What each version has stored, as it was when it was released: a folder for each. */
export const folderOf = (version: string): string => join(import.meta.dirname, version)

/** The versions of which there is a snapshot. */
export async function releasedVersions(): Promise<string[]> {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** A copy to be opened, whose files are their owner's alone again: git does not keep that. */
export async function copyOfSnapshot(version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-released-'))
  await cp(folderOf(version), folder, { recursive: true })
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  return folder
}
