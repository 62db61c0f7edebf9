import { lstat } from 'node:fs/promises'
import { ConfigError } from '../config/configError.ts'
import { makePrivateFolder } from './makePrivateFolder.ts'

/**
 * Makes a folder in the data folder, if it is not there. Root goes through no link that somebody else has put into its place: it may lead
 * to anything of root's.
 *
 * @throws ConfigError when such a link is there; what `mkdir` throws
 */
export async function makeOwnFolder(path: string): Promise<void> {
  await makePrivateFolder(path)
  const found = await lstat(path)
  if (process.getuid?.() === 0 && found.isSymbolicLink() && found.uid !== 0)
    throw new ConfigError(`data: ${path} is another user’s link, which root does not follow: put a folder there`)
}
