import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { realpath, rename, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { isMainThread } from 'node:worker_threads'
import { closeLock } from './closeLock.ts'
import { lockName } from './lockName.ts'
import { outlastOthers } from './outlastOthers.ts'
import { pipeLock } from './pipeLock.ts'
import { placesOf } from './placesOf.ts'

/**
 * Makes sure that one process at a time uses a data folder: NeDB keeps its records in memory, and two would overwrite each
 * other's. The lock is a socket that somebody listens on, so it ends with its process, however that ends.
 *
 * Whoever comes first shows a socket of his own, and then looks for others: of two that start at the same moment, at least one sees the
 * other. If both do, the one whose name is less stays. No name is used twice, so that nobody can remove who has just come for who is gone.
 *
 * @returns gives the folder free
 * @throws NotNowError when another verifier uses it
 */
export async function lockData(data: string): Promise<() => Promise<void>> {
  const folder = await realpath(data)
  if (process.platform === 'win32') return await pipeLock(`\\\\.\\pipe\\${lockName(folder)}`, data)
  await using acquired = new AsyncDisposableStack()
  const places = await placesOf(folder, acquired)
  const [path] = places
  const own = randomBytes(4).toString('hex')
  const [hidden, shown] = [`${path}~${own}`, `${path}.${own}`]
  let isHeld = false
  const lock = createServer((connection) => {
    connection.on('error', () => undefined)
    connection.end(isHeld ? 'held' : 'trying', () => connection.destroy())
  })
  const release = async (): Promise<void> => {
    await rm(shown, { force: true })
    await closeLock(lock)
    await held?.disposeAsync()
  }
  let held: AsyncDisposableStack | null = null
  // Shown when it answers: between its name and its answer it would look dead.
  listenForAll(lock.unref(), hidden)
  await once(lock, 'listening')
  try {
    await rename(hidden, shown)
    await outlastOthers(places, shown, data)
    isHeld = true
  } catch (error) {
    await release()
    throw error
  }
  held = acquired.move()
  return release
}

/**
 * Whoever sees it may ask it: root's, in a folder of another user, is for that user, too. It gets no other owner, which could only be given
 * by its name; the folder decides who sees it.
 */
function listenForAll(lock: Server, path: string): void {
  const isRoot = process.getuid?.() === 0 && isMainThread
  const before = isRoot ? process.umask(0) : null
  try {
    lock.listen(path)
  } finally {
    if (before !== null) process.umask(before)
  }
}
