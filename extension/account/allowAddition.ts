import { AdditionResponse } from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { readAnswer } from '../verifier/readAnswer.ts'
import { askAccount } from './askAccount.ts'

/** A short code by which one more device may be set up for an account. */
export async function allowAddition(account: AccountName, check: string): Promise<AdditionResponse> {
  const answer = await askAccount(account, { method: 'POST', url: endpoints.additions(account.issuer), check })
  return readAnswer(AdditionResponse, answer)
}
