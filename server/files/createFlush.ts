import { open } from 'node:fs/promises'

/**
 * Brings what was appended to a file onto the disk, so that it outlives a power cut. One flush serves all who ask before it
 * begins; whoever asks while one runs waits for the next, as the running one may have missed what she wrote.
 */
export function createFlush(filename: string): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return () => {
    next ??= running.then(() => {
      next = null
      const flushing = flushFile(filename)
      running = flushing.catch(() => undefined)
      return flushing
    })
    return next
  }
}

async function flushFile(filename: string): Promise<void> {
  const file = await open(filename, 'r')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}
