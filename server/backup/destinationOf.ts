import { readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isThere } from '../files/isThere.ts'
import { ConfigError } from '../config/configError.ts'
import { unfinishedEnding } from './writeContainer.ts'

/** What is left unfinished by a backup that was killed is gone with the first one after this time, in milliseconds. */
const abandonedAfter = 24 * 60 * 60_000
const namedByTime = /^zauth-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d+)?\.(?:age|tar)(?:\.[0-9a-f]{8})?~$/

/**
 * The file that a backup goes into: the one that was named, or a new one with the date and time in a folder that is there.
 *
 * @param to the path as it was given
 * @throws ConfigError when something is there already, or there is no folder to put it into
 */
export async function destinationOf(to: string, now: Date, isEncrypted: boolean): Promise<string> {
  const found = await stat(to).catch(() => null)
  if (found?.isDirectory() === true) {
    await removeAbandoned(to, now, (name) => namedByTime.test(name))
    const time = now.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replaceAll(':', '-')
    for (let again = 1; ; again++) {
      const name = `zauth-${time}Z${again === 1 ? '' : `-${again}`}.${isEncrypted ? 'age' : 'tar'}`
      if (!(await isThere(join(to, name)))) return join(to, name)
    }
  }
  const folder = dirname(resolve(to))
  const parent = await stat(folder).catch(() => null)
  if (parent === null) throw new ConfigError(`--to: There is no folder ${folder}`)
  if (!parent.isDirectory()) throw new ConfigError(`--to: Expected a folder, and ${folder} is none`)
  if (await isThere(to)) {
    throw new ConfigError(
      `--to: ${to} is there already, and is left as it is: name a folder, and each backup in it gets a name of its own`,
    )
  }
  await removeAbandoned(folder, now, (name) => name.replace(unfinishedEnding, '') === basename(to))
  return to
}

async function removeAbandoned(folder: string, now: Date, isOurs: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('~') || !isOurs(name)) continue
    const found = await stat(join(folder, name)).catch(() => null)
    if (found !== null && now.getTime() - found.mtimeMs > abandonedAfter) await rm(join(folder, name), { force: true })
  }
}
