import { watch } from 'node:fs'
import { join, sep } from 'node:path'

/** How long nothing more may change before what changed is told: editors write in several steps. */
const quiet = 150

/**
 * Tells which of some folders and files changed, together, after each burst of changes.
 *
 * @param root that they lie in
 * @param names of the folders and files, in `root`
 * @param changed is given names of those in which something changed; it is called again only when its promise has resolved
 * @returns ends it
 */
export function watchSources(
  root: string,
  names: readonly string[],
  changed: (names: ReadonlySet<string>) => Promise<void>,
): () => void {
  let gathered = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let busy: Promise<void> = Promise.resolve()

  function tell(): void {
    const told = gathered
    gathered = new Set()
    busy = busy.then(() => changed(told))
  }
  const watchers = names.map((name) =>
    watch(join(root, name), { recursive: true }, (_, file) => {
      // An editor's own files.
      if (file !== null && /(^|[\\/])[.#]|~$/.test(file.split(sep).at(-1) ?? '')) return
      gathered.add(name)
      clearTimeout(timer)
      timer = setTimeout(tell, quiet)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
