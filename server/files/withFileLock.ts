import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import * as v from 'valibot'
import { NotNowError } from '../config/notNowError.ts'
import { errorCodeOf } from './errorCodeOf.ts'
import { isRunning, ownMark } from './processMark.ts'
import { jsonOf } from './jsonOf.ts'

/** Milliseconds after which a holder of whom nothing can be known is taken to be gone: what it is held for takes a moment. */
const abandonedAfter = 15_000
const patience = 30_000
const held = new Set<string>()

/** What stands in the lock: which process holds it, and an id that each holding has of its own. */
const Holding = v.strictObject({ place: v.string(), pid: v.number(), begun: v.string(), id: v.string() })

/**
 * Does something that one process at a time may do, and one after the other in it: `zauth clients add` writes the same audit log and the
 * same documents as the verifier that runs. What a crash leaves is found by its process, which is not there any more even if another has its
 * number now; where that cannot be told, by its age.
 *
 * @param path of the lock
 * @throws NotNowError when somebody else has held it all the time
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const own = await acquire(path)
  try {
    return await work()
  } finally {
    try {
      // Whoever was so slow that it was taken from him leaves it to its new holder.
      if ((await readLock(path)) === own) await rm(path, { force: true })
    } finally {
      held.delete(path)
    }
  }
}

/** @returns what stands in the lock */
async function acquire(path: string): Promise<string> {
  const until = performance.now() + patience
  let seen = { text: '', since: performance.now() }
  for (;;) {
    if (!held.has(path)) {
      held.add(path)
      let own: string | null = null
      try {
        own = await create(path)
      } finally {
        if (own === null) held.delete(path)
      }
      if (own !== null) return own
      const text = await readLock(path)
      if (text !== null) {
        if (text !== seen.text) seen = { text, since: performance.now() }
        if (await isAbandoned(path, seen)) await takeAway(path, text)
      }
    }
    if (performance.now() > until)
      throw new NotNowError(`${path} is held by another process; try again when that has ended`)
    await wait(2 + 8 * Math.random())
  }
}

async function create(path: string): Promise<string | null> {
  const text = JSON.stringify({ ...(await ownMark()), id: randomUUID() } satisfies v.InferOutput<typeof Holding>)
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (errorCodeOf(error) === 'EEXIST') return null
    throw error
  })
  if (file === null) return null
  try {
    await file.writeFile(text)
    return text
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** `null` when there is none; one that cannot be read says nothing. */
function readLock(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    return errorCodeOf(error) === 'ENOENT' ? null : ''
  })
}

async function isAbandoned(path: string, { text, since }: { text: string; since: number }): Promise<boolean> {
  const { success, output } = v.safeParse(Holding, jsonOf(text))
  const runs = success ? await isRunning(output) : null
  if (runs === false) return true
  if (success && runs === true && output.pid !== process.pid) return false
  // By a clock that nobody sets, or by how long it has lain there already.
  if (performance.now() - since > abandonedAfter) return true
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > abandonedAfter
}

/** Moved first: of two that find it, one takes it away, and what is another one by then is put back. */
async function takeAway(path: string, text: string): Promise<void> {
  const aside = `${path}-${randomUUID()}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  if ((await readLock(aside)) !== text) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
