import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { errorCodeOf } from './errorCodeOf.ts'
import { followNoLink } from './followNoLink.ts'

/**
 * Cuts off a last line that a crash left unfinished. It was never confirmed to anybody; left in place, the next record
 * would be appended to it and lost with it, and a small file would count as corrupt as a whole.
 */
export async function repairTail(filename: string): Promise<void> {
  const file = await open(filename, constants.O_RDWR | followNoLink).catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return null
    throw error
  })
  if (file === null) return
  try {
    const { size } = await file.stat()
    const end = await endOfLastLine(file, size)
    if (end < size) {
      await file.truncate(end)
      await file.sync()
    }
  } finally {
    await file.close()
  }
}

async function endOfLastLine(file: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024)
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - chunk.length)
    const { bytesRead } = await file.read(chunk, 0, end - start, start)
    const newline = chunk.subarray(0, bytesRead).lastIndexOf(0x0a)
    if (newline >= 0) return start + newline + 1
    end = start
  }
  return 0
}
