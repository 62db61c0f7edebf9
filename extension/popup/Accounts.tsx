import type { Account } from '../storage/account.ts'
import { Host } from '../ui/Host.tsx'
import { lastUsed, words } from './words.ts'

/** The accounts of this browser, or what to do to get one. */
export function Accounts({ accounts }: { accounts: readonly Account[] }) {
  if (accounts.length === 0)
    return (
      <section class="empty">
        <img src="icons/48.png" alt="" width="48" height="48" />
        <h1>{words.empty}</h1>
        <p>{words.emptyHint}</p>
      </section>
    )
  return (
    <section>
      <h1 class="label">{words.accounts}</h1>
      <ul>
        {accounts.map((account) => (
          <li key={account.device}>
            <span class="initial" aria-hidden="true">
              {Array.from(account.relyingParty)[0]?.toUpperCase()}
            </span>
            <span class="names">
              <strong class="name" title={account.relyingParty}>
                <bdi>{account.relyingParty}</bdi>
              </strong>
              <span class="name" title={account.account}>
                <bdi>{account.accountName ?? account.account}</bdi>
              </span>
              <span class="at">
                at <Host issuer={account.issuer} />
              </span>
              <span>{lastUsed(account, Date.now())}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
