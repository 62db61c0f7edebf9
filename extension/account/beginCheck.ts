import { CheckResponse } from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import type { Account } from '../storage/accounts/account.ts'
import { accountNameOf } from '../storage/accounts/accountNameOf.ts'
import { isSameAccount } from '../storage/accounts/isSameAccount.ts'
import { readAnswer } from '../verifier/readAnswer.ts'
import { askAccount } from './askAccount.ts'

/**
 * Asks for a check: a challenge that no website waits for, whose acceptance lets the person manage her account.
 *
 * @throws ZAuthError `internal_error` when the verifier offers anything else
 */
export async function beginCheck(account: Account): Promise<Offer> {
  const { issuer, accountName } = account
  const { offer } = readAnswer(
    CheckResponse,
    await askAccount(account, { method: 'POST', url: endpoints.checks(issuer) }),
  )
  if (!isSameAccount(accountNameOf(offer), account) || offer.own !== true || offer.purpose !== 'verify')
    throw new ZAuthError('internal_error', 'a check of another kind, or of another account')
  return accountName === undefined ? offer : { ...offer, accountName }
}
