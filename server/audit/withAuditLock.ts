import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds after which whoever holds it is taken to be gone: an append takes a moment. */
const abandonedAfter = 15_000
const patience = 30_000
const held = new Set<string>()

/**
 * Does something that one process at a time may do, and one after the other in it: `zauth clients add` writes into the same log as the
 * verifier that runs. What a crash leaves is found by its process, which is not there any more, or by its age.
 *
 * @param path of the lock
 * @throws Error when somebody else has held it all the time
 */
export async function withAuditLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path)
  try {
    return await work()
  } finally {
    held.delete(path)
    await rm(path, { force: true })
  }
}

async function acquire(path: string): Promise<void> {
  const until = Date.now() + patience
  for (;;) {
    if (!held.has(path)) {
      held.add(path)
      if (await create(path)) return
      held.delete(path)
      await removeAbandoned(path)
    }
    if (Date.now() > until) throw new Error(`${path} is held by another process`)
    await wait(2 + 8 * Math.random())
  }
}

async function create(path: string): Promise<boolean> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  })
  if (file === null) return false
  try {
    await file.writeFile(String(process.pid))
  } finally {
    await file.close()
  }
  return true
}

async function removeAbandoned(path: string): Promise<void> {
  const [holder, found] = await Promise.all([readFile(path, 'utf8').catch(() => ''), stat(path).catch(() => null)])
  if (found === null) return
  const isOld = Date.now() - found.mtimeMs > abandonedAfter
  // Of this process, which does not hold it: of one before that had the same number.
  const isGone = holder !== '' && (Number(holder) === process.pid ? !held.has(path) : !isRunning(Number(holder)))
  if (!isOld && !isGone) return
  // Moved first: of two that find it, one takes it away.
  const aside = `${path}-${process.pid}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (moved) await rm(aside, { force: true })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
