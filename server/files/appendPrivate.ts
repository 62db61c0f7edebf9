import { openAtEnd } from './openPrivate.ts'

/** Writes at the end of a file for its owner alone, who is that of its folder when it is made; it is on the disk afterwards. */
export async function appendPrivate(path: string, bytes: string | Uint8Array): Promise<void> {
  await using file = await openAtEnd(path)
  await file.writeFile(bytes)
  await file.sync()
}
