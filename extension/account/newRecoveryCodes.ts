import { RecoveryCodesResponse } from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { readAnswer } from '../verifier/readAnswer.ts'
import { askAccount } from './askAccount.ts'

/** New recovery codes of an account, to be shown once; those before are good no more. */
export async function newRecoveryCodes(account: AccountName, check: string): Promise<readonly string[]> {
  const answer = await askAccount(account, { method: 'POST', url: endpoints.recoveryCodes(account.issuer), check })
  return readAnswer(RecoveryCodesResponse, answer).recoveryCodes
}
