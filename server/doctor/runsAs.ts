import { readFile, stat } from 'node:fs/promises'

/** A user of this machine, by numbers and by what commands take. */
export interface User {
  readonly uid: number
  readonly gid: number
  /** The name, or the number where there is none. */
  readonly user: string
  readonly group: string
}

/** The user whom a verifier runs as, or has to: the one whom its data folder belongs to. `null` where that means nothing. */
export async function runsAs(data: string): Promise<User | null> {
  if (process.getuid === undefined) return null
  const { uid, gid } = await stat(data)
  return await userOf(uid, gid)
}

/** @param gid the group of a file of hers */
export async function userOf(uid: number, gid: number): Promise<User> {
  const [user, group] = await Promise.all([nameIn('/etc/passwd', uid), nameIn('/etc/group', gid)])
  return { uid, gid, user, group }
}

/** passwd(5), group(5): the third field is the number. */
async function nameIn(file: string, id: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const line = text.split('\n').find((one) => one.split(':')[2] === String(id))
  return line?.split(':')[0] ?? String(id)
}
