import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { askAccount } from './askAccount.ts'

/** Takes a device from its account: from now on it opens nothing. */
export async function revokeDevice(account: AccountName, device: string, check: string): Promise<void> {
  await askAccount(account, { method: 'DELETE', url: endpoints.device(account.issuer, device), check })
}
