import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import { documentNames } from '../documents/documents.ts'
import { requirePrivate } from '../files/requirePrivate.ts'
import { restoredSettings } from '../backup/form.ts'
import { beginning } from './beginning.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'
import { runsAs, userOf } from './runsAs.ts'

const megabyte = 1 << 20
/** A device takes half of one. */
const leastFree = 1024 * megabyte

/** The data folder and the files with secrets: who they belong to, who may read them, and the room that is left. */
export async function checkFiles(file: string, config: VerifierConfig): Promise<Finding[]> {
  const { data, database, sealWith } = config
  // With a database nothing has to be kept in the folder, and it need not be there.
  const isUsed = database === undefined
  const trouble = isUsed ? await complaintOf(() => lookAtFolder(data)) : null
  if (trouble !== null) return [await unusable(file, data, trouble)]
  const secrets = [...documentNames.map((name) => `${name}.json`), restoredSettings].map((name) => join(data, name))
  const files = [...secrets, ...(sealWith === undefined ? [] : [sealWith]), ...(holdsSecret(config) ? [file] : [])]
  const found = await permissions(files)
  return isUsed ? [await folder(data), ...found, await room(data)] : found
}

/** Asks whether it can be written to, and tries nothing: a full disk shows by its room. */
async function lookAtFolder(data: string): Promise<void> {
  await checkDataFolder(data)
  await access(data, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new ConfigError(`data: This user cannot write to the folder ${data}`, { cause })
  })
}

/** Secrets that stand in the settings; those of the environment are not in the file, but then neither harms the other. */
function holdsSecret({ clients, database }: VerifierConfig): boolean {
  return clients.length > 0 || (database !== undefined && URL.parse(database)?.password !== '')
}

/** Somebody else than whom the verifier runs as cannot look; when it is her own, she cannot write. */
async function unusable(file: string, data: string, trouble: string): Promise<Finding> {
  const isFolder = (await stat(data).catch(() => null))?.isDirectory() === true
  const owner = isFolder ? await runsAs(data) : null
  const own = process.getuid?.()
  if (owner === null) return wrong('data folder', trouble, beginning)
  if (own === undefined || own === owner.uid) {
    return wrong('data folder', trouble, `Make room, or let ${owner.user} write to it: chmod 700 ${data}`)
  }
  const { user } = await userOf(own, -1)
  return wrong(
    'data folder',
    `${trouble}: it belongs to ${owner.user}, and this is ${user}.`,
    `sudo -u ${owner.user} zauth doctor --config ${file}; or, if the verifier is to run as ${user}: sudo chown -R ${user} ${data}`,
  )
}

async function folder(data: string): Promise<Finding> {
  const owner = await runsAs(data)
  if (owner === null) return unknown('data folder', 'Permissions are another thing on this system.')
  if (((await stat(data)).mode & 0o077) !== 0) {
    return wrong('data folder', `Others may look into ${data}.`, `chmod 700 ${data}`)
  }
  return fine('data folder', `${data} is for ${owner.user} alone, as whom the verifier has to run.`)
}

async function permissions(files: readonly string[]): Promise<Finding[]> {
  const complaints: Finding[] = []
  for (const path of files) {
    const complaint = await complaintOf(() => requirePrivate(path))
    if (complaint !== null) complaints.push(wrong('secrets', complaint, `chmod 600 ${path}`))
  }
  return complaints.length > 0 ? complaints : [fine('secrets', 'Files with secrets are for their user alone.')]
}

async function room(data: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(data)
  const free = bavail * bsize
  const says = `${Math.floor(free / megabyte)} megabytes are free where ${data} is.`
  return free < leastFree
    ? wrong('disk', says, 'Make room: a verifier that cannot write refuses everybody.')
    : fine('disk', says)
}

async function complaintOf(check: () => Promise<void>): Promise<string | null> {
  try {
    await check()
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}
