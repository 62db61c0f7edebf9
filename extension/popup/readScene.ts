import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Account } from '../storage/accounts/account.ts'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import type { Settings } from '../storage/settings/settings.ts'
import type { TabOffer } from './offerOfTab.ts'
import { waitingSignIns, type Waiting } from './waitingSignIns.ts'

/** Everything that the popup shows. */
export interface Scene {
  readonly waiting: readonly Waiting[]
  readonly accounts: readonly Account[]
  readonly settings: Settings
  /** Why the accounts cannot be shown. */
  readonly error: ZAuthError | null
}

/**
 * What waits, what is set up and what the person prefers, as it is stored now.
 *
 * @param front what the page in front offers
 */
export async function readScene(front: TabOffer | null): Promise<Scene> {
  const [waiting, accounts, settings] = await Promise.all([waitingSignIns(front), readAccounts(), readSettings()])
  return accounts instanceof ZAuthError
    ? { waiting, accounts: [], settings, error: accounts }
    : { waiting, accounts, settings, error: null }
}

async function readAccounts(): Promise<Account[] | ZAuthError> {
  try {
    return await listAccounts()
  } catch (error) {
    if (error instanceof ZAuthError) return error
    throw error
  }
}
