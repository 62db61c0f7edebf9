import type { Account } from '../../extension/storage/accounts/account.ts'

/** One that this browser might have: ada's, at a shop, but for what a test wants otherwise. */
export function anAccount(changes: Partial<Account> = {}): Account {
  return {
    issuer: 'https://verifier.example',
    clientId: 'shop',
    relyingParty: 'Shop',
    account: 'ada',
    device: 'A'.repeat(22),
    keyAndTemplate: 'B'.repeat(43),
    jwks: { keys: [] },
    keys: 'A',
    enrolled: 0,
    lastUsed: null,
    ...changes,
  }
}
