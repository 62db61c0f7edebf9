import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import type { Store } from '../store/store.ts'

/**
 * Makes sure that a verifier gets no new keys where somebody has enrolled by others: no device of theirs would answer to it any more.
 * @throws ConfigError when there are accounts and no keys
 */
export async function refuseLostKeys(documents: Documents, { accounts }: Pick<Store, 'accounts'>): Promise<void> {
  if ((await documents.read('keys')) !== null) return
  const { done } = await accounts.each({})[Symbol.asyncIterator]().next()
  if (done === true) return
  throw new ConfigError(
    `${documents.where}: There are accounts and no keys (${documents.place('keys')}). "zauth restore" brings them back from a backup`,
  )
}
