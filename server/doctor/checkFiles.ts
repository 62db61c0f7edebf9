import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import { documentNames } from '../store/documents.ts'
import { requirePrivate } from '../store/requirePrivate.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const megabyte = 1 << 20
/** A device takes half of one. */
const leastFree = 1024 * megabyte

/** The data folder and the files with secrets: who they belong to, who may read them, and the room that is left. */
export async function checkFiles(file: string, config: VerifierConfig): Promise<Finding[]> {
  const { data, sealWith } = config
  const trouble = await complaintOf(() => checkDataFolder(data))
  if (trouble !== null) return [wrong('data folder', trouble, 'zauth init or zauth serve makes it; data names it.')]
  const secrets = documentNames.map((name) => join(data, `${name}.json`))
  const files = [...secrets, ...(sealWith === undefined ? [] : [sealWith]), ...(holdsSecret(config) ? [file] : [])]
  return [await folder(data), ...(await permissions(files)), await room(data)]
}

/** Secrets that stand in the settings; those of the environment are not in the file, but then neither harms the other. */
function holdsSecret({ clients, database }: VerifierConfig): boolean {
  return clients.length > 0 || (database !== undefined && URL.parse(database)?.password !== '')
}

async function folder(data: string): Promise<Finding> {
  const { uid, mode } = await stat(data)
  const own = process.getuid?.()
  if (own === undefined) return unknown('data folder', 'Permissions are another thing on this system.')
  if (uid !== own) {
    return wrong(
      'data folder',
      `${data} belongs to the user ${uid}, and this is ${own}.`,
      `Run this as the verifier's user, or: chown -R ${own} ${data}`,
    )
  }
  if ((mode & 0o077) !== 0) return wrong('data folder', `Others may look into ${data}.`, `chmod 700 ${data}`)
  return fine('data folder', `${data} is for its user alone.`)
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
