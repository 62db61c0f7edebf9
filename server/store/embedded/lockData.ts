import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { lstat, open, readdir, realpath, rename, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'
import { ConfigError } from '../../config/configError.ts'
import { NotNowError } from '../../config/notNowError.ts'
import { askHolder } from './askHolder.ts'

/** Longest path that every system takes for a socket. */
const longestSocketPath = 100
/** Milliseconds between two looks at somebody who starts at the same moment, and after which he is taken for one who stays. */
const between = 10
const patience = 5000
/** Milliseconds after which what was begun is left over. */
const abandonedAfter = 60_000
const inFolder = 'in-use'
/** Behind the names of sockets, each of which is used once. */
const shownEnding = /^\.[0-9a-f]{8}$/
const hiddenEnding = /^~[0-9a-f]{8}$/

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
  if (process.platform === 'win32') return await listenAlone(`\\\\.\\pipe\\${nameOf(folder)}`, data)
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
    await close(lock)
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

/** @throws NotNowError when somebody else holds the lock, or has the better right to it */
async function outlastOthers(places: readonly string[], own: string, data: string): Promise<void> {
  const inUse = new NotNowError(`data: ${data} is in use by another verifier`)
  for (let waited = 0; waited < patience; waited += between) {
    let isAlone = true
    for (const other of (await Promise.all(places.map((path) => othersOf(path, own)))).flat()) {
      const answer = await askHolder(other)
      if (answer === 'forbidden')
        throw new ConfigError(
          `data: ${basename(other)} in it is of another user. If no verifier runs on this data, remove it`,
        )
      // An earlier version says nothing; of those of this one, who says nothing is about to go.
      const stays = answer === 'held' || (answer === 'silent' && places.includes(other))
      if (stays || (answer === 'trying' && basename(other) < basename(own))) throw inUse
      if (answer === 'dead') await rm(other, { force: true })
      else isAlone = false
    }
    if (isAlone) return
    await setTimeout(between)
  }
  throw inUse
}

/**
 * Sockets that are shown, but for one's own; that of an earlier version has a name without an end. What was never shown is removed. What
 * is no socket, or has a name of another form, is somebody's file.
 */
async function othersOf(path: string, own: string): Promise<string[]> {
  const [folder, name] = [dirname(path), basename(path)]
  const others: string[] = []
  for (const found of await readdir(folder)) {
    if (!found.startsWith(name)) continue
    const [other, ending] = [join(folder, found), found.slice(name.length)]
    const isShown = ending === '' || shownEnding.test(ending)
    if (other === own || (!isShown && !hiddenEnding.test(ending))) continue
    const entry = await lstat(other).catch(() => null)
    if (entry?.isSocket() !== true) continue
    if (isShown) others.push(other)
    else if (Date.now() - entry.mtimeMs > abandonedAfter) await rm(other, { force: true })
  }
  return others
}

/**
 * The socket of whoever uses a folder, and where others may have theirs. Linux names it by the folder that is held open, however long its
 * path is; elsewhere one whose path is too long for a socket is among temporary files.
 */
async function placesOf(folder: string, acquired: AsyncDisposableStack): Promise<[string, ...string[]]> {
  const inside = join(folder, inFolder)
  if (Buffer.byteLength(inside) + '.12345678'.length <= longestSocketPath) return [inside]
  const aside = join(tmpdir(), nameOf(folder))
  if (process.platform !== 'linux') return [aside, inside]
  const { fd } = acquired.use(await open(folder))
  const near = `/proc/self/fd/${fd}/${inFolder}`
  const isThere = (await lstat(dirname(near)).catch(() => null)) !== null
  return isThere ? [near, aside] : [aside, inside]
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

/** A pipe of Windows is made once, and goes with its process. */
async function listenAlone(pipe: string, data: string): Promise<() => Promise<void>> {
  const lock = createServer((connection) => connection.destroy())
  lock.unref().listen(pipe)
  await once(lock, 'listening').catch((cause: unknown) => {
    throw new NotNowError(`data: ${data} is in use by another verifier`, { cause })
  })
  return () => close(lock)
}

function nameOf(folder: string): string {
  return `zauth-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
}

async function close(lock: Server): Promise<void> {
  const closed = once(lock, 'close')
  lock.close()
  await closed
}
