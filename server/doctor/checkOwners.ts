import { lstat, opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isThere } from '../files/isThere.ts'
import type { VerifierConfig } from '../config/config.ts'
import { fine, wrong, type Finding } from './finding.ts'
import { runsAs, userOf, type User } from './runsAs.ts'

/** Names that are told of many. */
const fewNames = 3

/**
 * Whether the user whom the verifier runs as has what it needs: a command that was given as root, before the folder was hers, leaves files that she
 * cannot read.
 *
 * @param file of the settings
 */
export async function checkOwners(file: string, { data, database, sealWith }: VerifierConfig): Promise<Finding[]> {
  // With a database there need be no folder, and without one nobody knows who the verifier runs as.
  if (database !== undefined && !(await isThere(data))) return []
  const owner = await runsAs(data)
  if (owner === null) return []
  const findings: Finding[] = []
  const foreign: string[] = []
  let count = 0
  for await (const path of below(data)) {
    const found = await lstat(path).catch(() => null)
    if (found === null || found.uid === owner.uid) continue
    count += 1
    if (foreign.length < fewNames) foreign.push(path)
  }
  if (count > 0) {
    const more = count > foreign.length ? ` and ${count - foreign.length} more` : ''
    findings.push(
      wrong(
        'owners',
        `The verifier runs as ${owner.user}, whom ${data} belongs to, and these belong to others: ${foreign.join(', ')}${more}.`,
        `chown -R ${owner.user}:${owner.group} ${data}`,
      ),
    )
  }
  if (!(await mayRead(owner, file))) {
    findings.push(
      wrong('owners', `The verifier runs as ${owner.user}, who cannot read ${file}.`, `chown ${owner.user} ${file}`),
    )
  }
  if (sealWith !== undefined && !(await mayRead(owner, sealWith))) {
    const { uid, gid } = await stat(sealWith)
    findings.push(
      wrong(
        'owners',
        `${sealWith} is for ${(await userOf(uid, gid)).user} alone, and the verifier runs as ${owner.user}.`,
        `chown ${owner.user} ${sealWith}`,
      ),
    )
  }
  return findings.length > 0 ? findings : [fine('owners', `${owner.user}, as whom the verifier runs, can read it all.`)]
}

async function* below(folder: string): AsyncIterable<string> {
  const entries = await opendir(folder).catch(() => null)
  if (entries === null) return
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    yield path
    if (entry.isDirectory()) yield* below(path)
  }
}

/** What is not there is said elsewhere. */
async function mayRead({ uid, gid }: User, path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found === null || uid === 0) return true
  if (found.uid === uid) return (found.mode & 0o400) !== 0
  if (found.gid === gid) return (found.mode & 0o040) !== 0
  return (found.mode & 0o004) !== 0
}
