import type { Account } from '../../../extension/storage/accounts/account.ts'
import { sceneNow } from './sceneNow.ts'

/** In the place of what reads the accounts that are stored. */
export function listAccounts(): Promise<readonly Account[]> {
  return Promise.resolve(sceneNow().accounts)
}
