import { rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { flushFolder } from '../../files/flushFolder.ts'
import { makePrivate, openAtEnd } from '../../files/openPrivate.ts'
import { unwritable } from '../../files/unwritable.ts'

/** A file of lines that grows at its end. A line is in it as a whole or not at all, whatever the disk does. */
export interface Journal {
  /** @throws ZAuthError `busy` when it cannot be written; then nothing of it is there */
  append(lines: readonly string[]): Promise<void>
  /**
   * Writes it anew, whole and on the disk.
   * @throws ZAuthError `busy` when that cannot be; then it is as it was
   */
  rewrite(lines: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Lines that are put together to be written. */
const atOnce = 1000

/**
 * Opens a file whose last line is whole (`repairTail`). One operation at a time.
 *
 * A disk that is full takes the beginning of a line and refuses the rest. Left there, the next line, written when there is room
 * again and confirmed, would stand behind half of another one, and be lost with it.
 */
export async function openJournal(filename: string): Promise<Journal> {
  let file = await openAtEnd(filename)
  let { size } = await file.stat()
  /** Whether something may stand behind the last whole line. */
  let isTorn = false

  async function cutOff(): Promise<void> {
    if (!isTorn) return
    await file.truncate(size)
    isTorn = false
  }

  return {
    async append(lines) {
      const text = Buffer.from(textOf(lines))
      try {
        await cutOff()
        isTorn = true
        await file.writeFile(text)
        size += text.length
        isTorn = false
      } catch (cause) {
        // What cannot be cut off now is before the next line is written.
        await cutOff().catch(() => undefined)
        throw unwritable(cause)
      }
    },

    async rewrite(lines) {
      try {
        const written = await writeWhole(`${filename}~`, lines)
        await rename(`${filename}~`, filename)
        const earlier = file
        file = written
        ;({ size } = await file.stat())
        isTorn = false
        await earlier.close()
        await flushFolder(dirname(filename))
      } catch (cause) {
        await rm(`${filename}~`, { force: true })
        throw unwritable(cause)
      }
    },

    close: () => file.close(),
  }
}

/** The file that was written, on the disk and open at its end. */
async function writeWhole(filename: string, lines: readonly string[]): Promise<FileHandle> {
  await rm(filename, { force: true })
  const file = await makePrivate(filename)
  try {
    for (let i = 0; i < lines.length; i += atOnce) await file.writeFile(textOf(lines.slice(i, i + atOnce)))
    await file.sync()
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
