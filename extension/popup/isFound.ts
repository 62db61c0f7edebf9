import type { Account } from '../storage/accounts/account.ts'

/** Whether an account is meant by what the person typed: each word of it stands in a name or the verifier's host. */
export function isFound(account: Account, sought: string): boolean {
  const { relyingParty, account: id, accountName = '', issuer } = account
  const names = plain([relyingParty, id, accountName, new URL(issuer).host].join(' '))
  return plain(sought)
    .split(/\s+/)
    .every((word) => names.includes(word))
}

/** Small letters without their marks, as people type them. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
