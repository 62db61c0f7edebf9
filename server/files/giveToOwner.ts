import { constants, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'

/**
 * Gives what root has made to whoever owns the folder that it lies in, or the file that it replaces: beside a verifier that runs as a
 * user of its own, root's files for their owner alone would be for nobody whom they concern. Others have no such right, and need none.
 *
 * What is given is held open, and was made just now: behind a name in somebody else's folder may stand a link to anything. Where a file
 * system knows no owners, or the right was taken from root, it stays as it is.
 *
 * @param beside whose owner it gets
 */
export async function giveToOwner(made: FileHandle, beside: string): Promise<void> {
  if (!isRoot()) return
  const { uid, gid } = await stat(beside)
  await give(made, { uid, gid })
}

/** The same for a folder that was made just now. */
export async function giveFolderToOwner(path: string, beside: string): Promise<void> {
  if (!isRoot()) return
  const { uid, gid } = await stat(beside)
  await using made = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  await give(made, { uid, gid })
}

const isRoot = (): boolean => process.getuid?.() === 0

async function give(made: FileHandle, { uid, gid }: Pick<Stats, 'uid' | 'gid'>): Promise<void> {
  await made.chown(uid, gid).catch(() => undefined)
}
