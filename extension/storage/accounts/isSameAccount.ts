import type { AccountName } from './account.ts'

/** Whether two are the same account: of a user of a relying party at a verifier. */
export function isSameAccount(a: AccountName, b: AccountName): boolean {
  return a.issuer === b.issuer && a.clientId === b.clientId && a.account === b.account
}
