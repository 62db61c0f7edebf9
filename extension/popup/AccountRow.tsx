import type { Account } from '../storage/accounts/account.ts'
import type { Settings } from '../storage/settings/settings.ts'
import { Host } from '../ui/Host.tsx'
import { Automatic } from './Automatic.tsx'
import { Icon } from './Icon.tsx'
import { Removal } from './Removal.tsx'
import { Renewal } from './Renewal.tsx'
import { deviceSince, lastUsed, words } from './words.ts'

/** One account: whose it is and when it was used; behind it, what can be done with it. */
export function AccountRow({
  account,
  settings,
  onRemoved,
}: {
  account: Account
  settings: Settings
  onRemoved: () => void
}) {
  const { relyingParty, accountName, issuer, device } = account
  return (
    <li>
      <details name="account">
        <summary>
          <span class="initial" aria-hidden="true">
            {Array.from(relyingParty)[0]?.toUpperCase()}
          </span>
          <span class="names">
            <strong class="name" title={relyingParty}>
              <bdi>{relyingParty}</bdi>
            </strong>
            <span class="name" title={account.account}>
              <bdi>{accountName ?? account.account}</bdi>
            </span>
            <span class="small">{lastUsed(account, Date.now())}</span>
          </span>
          <Icon name="open" />
        </summary>
        <div class="about">
          <p class="small quiet">
            <span class="at">
              {words.checkedBy} <Host issuer={issuer} />
            </span>
            {deviceSince(account)}
          </p>
          <Automatic issuer={issuer} settings={settings} />
          <Renewal device={device} />
          <Removal account={account} onRemoved={onRemoved} />
        </div>
      </details>
    </li>
  )
}
