import { DeletionClaims, DeletionResponse } from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Account } from '../storage/accounts/account.ts'
import { fetchMetadata } from '../verifier/fetchMetadata.ts'
import { readAnswer } from '../verifier/readAnswer.ts'
import { readSigned } from '../verifier/readSigned.ts'
import { trustedKeys } from '../verifier/trustedKeys.ts'
import { askAccount } from './askAccount.ts'

/** What the verifier has stated, and signed with the key that this browser pinned, or that has followed it. */
export interface Deletion {
  /** The compact JWS itself. */
  readonly statement: string
  readonly claims: DeletionClaims
  /** Those that it is checked with. */
  readonly keys: Account['jwks']
}

/**
 * Deletes an account at its verifier, with all of its devices.
 *
 * @throws ZAuthError `verifier_untrusted` when it is gone, but what was stated about it is not what it should be
 */
export async function deleteAccount(account: Account, check: string): Promise<Deletion> {
  // Before anything is deleted: what is stated then is stated once.
  const metadata = await fetchMetadata(account, new AbortController().signal)
  const answer = await askAccount(account, { method: 'DELETE', url: endpoints.account(account.issuer), check })
  const { statement } = readAnswer(DeletionResponse, answer)
  const keys = await trustedKeys(statement, account, () => Promise.resolve(metadata))
  return { statement, claims: await claimsOf(statement, account, keys), keys }
}

async function claimsOf(statement: string, account: Account, keys: Account['jwks']): Promise<DeletionClaims> {
  try {
    const claims = read(DeletionClaims, await readSigned(statement, 'zauth-deletion+jwt', keys))
    if (claims.iss !== account.issuer) throw new TypeError('Unexpected issuer')
    if (claims.clientId !== account.clientId || claims.account !== account.account)
      throw new TypeError('Unexpected account')
    const mine = claims.devices.find(({ device }) => device === account.device)
    if (mine?.keyAndTemplate !== account.keyAndTemplate) throw new TypeError('Expected this device among them')
    return claims
  } catch (cause) {
    throw new ZAuthError('verifier_untrusted', String(cause), { cause })
  }
}
