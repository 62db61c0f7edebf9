import { useEffect, useState } from 'preact/hooks'
import type { Account } from '../storage/account.ts'
import { wantRenewal } from '../storage/wantRenewal.ts'
import { wantsRenewal } from '../storage/wantsRenewal.ts'
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
                {words.at} <Host issuer={account.issuer} />
              </span>
              <span>{lastUsed(account, Date.now())}</span>
              <Renewal device={account.device} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether the face of an account is to be taken anew. */
function Renewal({ device }: { device: string }) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => void wantsRenewal(device).then(setWanted), [device])
  return (
    <label class="renewal">
      <input
        type="checkbox"
        checked={wanted}
        onChange={({ currentTarget: { checked } }) => {
          setWanted(checked)
          void wantRenewal(device, checked)
        }}
      />
      {words.renew}
    </label>
  )
}
