import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../configError.ts'
import { giveLinkToOwner } from './giveToOwner.ts'

/** Longest path that every system takes for a socket. */
const longestSocketPath = 100

/**
 * Makes sure that one process at a time uses a data folder: NeDB keeps its records in memory, and two would overwrite each
 * other's. The lock is a socket that somebody listens on, so it ends with its process, however that ends.
 *
 * @returns gives the folder free
 * @throws ConfigError when another verifier uses it
 */
export async function lockData(data: string): Promise<() => Promise<void>> {
  const path = socketOf(await realpath(data))
  const answer = await askAt(path)
  if (answer === 'lives') throw new ConfigError(`data: ${data} is in use by another verifier`)
  if (answer === 'forbidden')
    throw new ConfigError(`data: ${path} is of another user. If no verifier runs on this data, remove it`)
  await rm(path, { force: true })
  const lock = createServer((connection) => connection.destroy())
  lock.unref().listen(path)
  await once(lock, 'listening')
  await giveLinkToOwner(path, data)
  return () => close(lock)
}

function socketOf(folder: string): string {
  const name = `zauth-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = join(folder, 'in-use')
  return inside.length <= longestSocketPath ? inside : join(tmpdir(), name)
}

/** Whether somebody listens there; of what belongs to another user, nobody can say that it is dead. */
function askAt(path: string): Promise<'lives' | 'dead' | 'forbidden'> {
  return new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve('lives')
    })
    probe.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EACCES' || error.code === 'EPERM' ? 'forbidden' : 'dead')
    })
  })
}

async function close(lock: Server): Promise<void> {
  const closed = once(lock, 'close')
  lock.close()
  await closed
}
