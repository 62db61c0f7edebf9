import type { Parts } from '../parts.ts'
import type { Policy } from './policyFor.ts'
import { policyOf } from './policyOf.ts'

/** The policy of an account's website. */
export async function policyOfAccount(
  parts: Pick<Parts, 'config' | 'clients' | 'store'>,
  account: string,
): Promise<Policy> {
  const record = await parts.store.accounts.find(account)
  return policyOf(parts, record?.clientId ?? '')
}
