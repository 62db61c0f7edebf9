import { lstat, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Milliseconds after which what was begun is left over. */
const abandonedAfter = 60_000
/** Behind the names of sockets, each of which is used once. */
const shownEnding = /^\.[0-9a-f]{8}$/
const hiddenEnding = /^~[0-9a-f]{8}$/

/**
 * Sockets that are shown, but for one's own; that of an earlier version has a name without an end. What was never shown is removed. What
 * is no socket, or has a name of another form, is somebody's file.
 */
export async function socketsOf(path: string, own: string): Promise<string[]> {
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
