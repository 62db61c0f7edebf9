import { AccountResponse } from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { readAnswer } from '../verifier/readAnswer.ts'
import { askAccount } from './askAccount.ts'

/** The devices of an account, and what may be done with it. */
export async function listDevices(name: AccountName): Promise<AccountResponse> {
  return readAnswer(AccountResponse, await askAccount(name, { method: 'GET', url: endpoints.devices(name.issuer) }))
}
