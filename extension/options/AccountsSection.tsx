import { useEffect, useMemo, useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { createChecks } from '../account/createChecks.ts'
import { accountPrefix, type Account } from '../storage/accounts/account.ts'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import { AccountCard } from './AccountCard.tsx'
import { Section } from './Section.tsx'
import { words } from './words.ts'

/** The accounts of this browser, each with all of its devices. */
export function AccountsSection() {
  const [accounts, setAccounts] = useState<readonly Account[] | null>(null)
  const checks = useMemo(createChecks, [])
  useEffect(() => {
    const read = (): void => void listAccounts().then(setAccounts)
    const onChanged = (changes: object, area: string): void => {
      if (area === 'local' && Object.keys(changes).some((key) => key.startsWith(accountPrefix))) read()
    }
    read()
    browser.storage.onChanged.addListener(onChanged)
    return () => browser.storage.onChanged.removeListener(onChanged)
  }, [])
  return (
    <Section id="accounts" title={words.accounts.title} intro={words.accounts.intro}>
      {accounts?.length === 0 && (
        <div class="card empty">
          <h3>{words.accounts.none}</h3>
          <p>{words.accounts.noneHint}</p>
        </div>
      )}
      {accounts?.map((account) => (
        <AccountCard key={account.device} account={account} checks={checks} />
      ))}
    </Section>
  )
}
