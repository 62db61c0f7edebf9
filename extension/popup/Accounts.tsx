import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Account } from '../storage/accounts/account.ts'
import type { Settings } from '../storage/settings/settings.ts'
import { AccountRow } from './AccountRow.tsx'
import { moveFocus } from './moveFocus.ts'
import { isFound } from './isFound.ts'
import { words } from './words.ts'

/** As many accounts are found by looking; more are searched. */
const fewest = 6

/** The accounts of this browser, or what to do to get one. */
export function Accounts({
  accounts,
  settings,
  isFirst,
}: {
  accounts: readonly Account[]
  settings: Settings
  /** Whether nothing above is more urgent, so that the keyboard is here. */
  isFirst: boolean
}) {
  const [sought, setSought] = useState('')
  const [removed, setRemoved] = useState(false)
  const all = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (!isFirst && !removed) return
    const [first] = ['input[type=search]', 'summary', 'h1'].flatMap(
      (name) => all.current?.querySelector<HTMLElement>(name) ?? [],
    )
    first?.focus()
    // What was removed had the keyboard until it went.
  }, [isFirst, removed, removed && accounts.length])
  const found = accounts.filter((account) => isFound(account, sought))
  return (
    <section ref={all} onKeyDown={moveFocus}>
      {removed && (
        <p role="status" class="note" data-kind="good">
          {words.removed}
        </p>
      )}
      {accounts.length === 0 ? (
        <div class="empty">
          <img src="icons/48.png" alt="" width="48" height="48" />
          <h1 tabIndex={-1}>{words.empty}</h1>
          <p>{words.emptyHint}</p>
        </div>
      ) : (
        <>
          <h1 class="label">{words.accounts}</h1>
          {accounts.length >= fewest && (
            <input
              type="search"
              aria-label={words.search}
              placeholder={words.search}
              value={sought}
              onInput={({ currentTarget }) => setSought(currentTarget.value)}
            />
          )}
          <ul class="list">
            {found.map((account) => (
              <AccountRow
                key={account.device}
                account={account}
                settings={settings}
                onRemoved={() => setRemoved(true)}
              />
            ))}
          </ul>
          {/* Always there, so that who hears the page is told when it changes. */}
          <p role="status" class="quiet small">
            {found.length === 0 && words.notFound}
          </p>
        </>
      )}
    </section>
  )
}
