import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../configError.ts'

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
  if (await isListenedOn(path)) throw new ConfigError(`data: ${data} is in use by another verifier`)
  await rm(path, { force: true })
  const lock = createServer((connection) => connection.destroy())
  lock.unref().listen(path)
  await once(lock, 'listening')
  return () => close(lock)
}

function socketOf(folder: string): string {
  const name = `zauth-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inside = join(folder, 'in-use')
  return inside.length <= longestSocketPath ? inside : join(tmpdir(), name)
}

function isListenedOn(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', () => {
      resolve(false)
    })
  })
}

async function close(lock: Server): Promise<void> {
  const closed = once(lock, 'close')
  lock.close()
  await closed
}
