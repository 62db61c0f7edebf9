import type { Metadata } from '../../shared/protocol/metadata.ts'
import type { AccountName, Enrolled } from '../storage/accounts/account.ts'
import { readAccount } from '../storage/accounts/readAccount.ts'
import { fetchMetadata } from '../verifier/fetchMetadata.ts'

/**
 * The verifier's keys that a new device pins: those that this browser has pinned for the account already, if there are any, and only otherwise what
 * the verifier says. Who merely stands in for it must not become it by an enrolment. A person who forgets the account begins anew.
 *
 * @param account whose template is taken anew, or the name of one that is enrolled
 * @throws ZAuthError whatever the verifier fails with
 */
export async function keysToPin(account: AccountName | Enrolled, signal: AbortSignal): Promise<Metadata['jwks']> {
  const pinned = 'jwks' in account ? account : await readAccount(account)
  return pinned?.jwks ?? (await fetchMetadata(account, signal)).jwks
}
