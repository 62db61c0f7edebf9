import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ConfigError } from '../config/configError.ts'
import { NotNowError } from '../notNowError.ts'
import { askHolder } from './askHolder.ts'
import { giveLinkToOwner } from './giveToOwner.ts'

/** Longest path that every system takes for a socket. */
const longestSocketPath = 100
/** Milliseconds between two looks at somebody who starts at the same moment, and after which he is taken for one who stays. */
const between = 10
const patience = 5000
/** Milliseconds after which what was begun is left over. */
const abandonedAfter = 60_000

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
  const path = lockOf(await realpath(data))
  if (process.platform === 'win32') return await listenAlone(path, data)
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
  }
  // Shown when it answers: between its name and its answer it would look dead.
  lock.unref().listen(hidden)
  await once(lock, 'listening')
  try {
    await giveLinkToOwner(hidden, data)
    await rename(hidden, shown)
    await outlastOthers(path, shown, data)
    isHeld = true
  } catch (error) {
    await release()
    throw error
  }
  return release
}

/** @throws NotNowError when somebody else holds the lock, or has the better right to it */
async function outlastOthers(path: string, own: string, data: string): Promise<void> {
  const inUse = new NotNowError(`data: ${data} is in use by another verifier`)
  for (let waited = 0; waited < patience; waited += between) {
    let isAlone = true
    for (const other of await othersOf(path, own)) {
      const answer = await askHolder(other)
      if (answer === 'forbidden')
        throw new ConfigError(`data: ${other} is of another user. If no verifier runs on this data, remove it`)
      // An earlier version says nothing; of those of this one, who says nothing is about to go.
      const stays = answer === 'held' || (answer === 'silent' && other === path)
      if (stays || (answer === 'trying' && other < own)) throw inUse
      if (answer === 'dead') await rm(other, { force: true })
      else isAlone = false
    }
    if (isAlone) return
    await setTimeout(between)
  }
  throw inUse
}

/** Sockets that are shown, but for one's own; that of an earlier version has a name without an end. What was never shown is removed. */
async function othersOf(path: string, own: string): Promise<string[]> {
  const [folder, name] = [dirname(path), basename(path)]
  const others: string[] = []
  for (const found of await readdir(folder)) {
    const other = join(folder, found)
    if ((found === name || found.startsWith(`${name}.`)) && other !== own) others.push(other)
    if (!found.startsWith(`${name}~`)) continue
    const { mtimeMs } = (await stat(other).catch(() => null)) ?? { mtimeMs: Infinity }
    if (Date.now() - mtimeMs > abandonedAfter) await rm(other, { force: true })
  }
  return others
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

function lockOf(folder: string): string {
  const name = `zauth-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = join(folder, 'in-use')
  return inside.length + '.12345678'.length <= longestSocketPath ? inside : join(tmpdir(), name)
}

async function close(lock: Server): Promise<void> {
  const closed = once(lock, 'close')
  lock.close()
  await closed
}
