import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { flushFolder } from '../store/flushFolder.ts'

/** Writes a file that only its owner may read (mode 0600): whole and on the disk, or not at all. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}~`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.chmod(0o600)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
  await flushFolder(dirname(path))
}
