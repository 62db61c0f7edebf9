import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../../files/errorCodeOf.ts'
import { ConfigError } from '../../config/configError.ts'
import { writePrivateFile } from '../../files/writePrivateFile.ts'

/**
 * What a data folder may be used for: `ready`; not while `zauth migrate` fills it; nor when it was moved elsewhere, and is perhaps being
 * cleared.
 */
export type FilesState = 'ready' | 'filling' | 'moved' | 'clearing'

const name = 'migration'

const reasons: Record<Exclude<FilesState, 'ready'>, string> = {
  filling: '`zauth migrate` has not finished what it began; run it again',
  moved: '`zauth migrate` has moved what is in it to a database, which the settings have to name',
  clearing: '`zauth migrate --remove-source` has not finished what it began; run it again',
}

/** Where no file says otherwise, a folder is ready. */
export async function filesState(data: string): Promise<FilesState> {
  const text = await readFile(join(data, name), 'utf8').catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return 'ready'
    throw error
  })
  const said = text.trim()
  return said === 'ready' || said === 'moved' || said === 'clearing' ? said : 'filling'
}

/** Says it on the disk. */
export async function setFilesState(data: string, state: FilesState): Promise<void> {
  if (state === 'ready') await rm(join(data, name), { force: true })
  else await writePrivateFile(join(data, name), `${state}\n`)
}

/** @throws ConfigError when the folder is not for use */
export async function requireReady(data: string): Promise<void> {
  const state = await filesState(data)
  if (state !== 'ready') throw new ConfigError(`data: ${data}: ${reasons[state]}`)
}
