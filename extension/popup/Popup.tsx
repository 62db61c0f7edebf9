import { useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { Account } from '../storage/account.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { Accounts } from './Accounts.tsx'
import { start } from './start.ts'
import type { Waiting } from './waitingSignIns.ts'
import { startHint, startLabel, words } from './words.ts'

/** The popup: what waits first, then what is set up. */
export function Popup({ waiting, accounts }: { waiting: readonly Waiting[]; accounts: readonly Account[] }) {
  const [refused, setRefused] = useState<string | null>(null)
  const go = async (one: Waiting): Promise<void> => {
    if (await start(one)) window.close()
    else setRefused(one.offer.ticket)
  }
  return (
    <main>
      {waiting.length > 0 && <h1 class="label">{words.waiting}</h1>}
      {waiting.map((one) => (
        <section class="waiting" key={one.offer.ticket}>
          <p>
            <Sentence text={startHint(one.offer, one.granted)} />
          </p>
          <button type="button" class="primary" onClick={() => void go(one)}>
            <Sentence text={startLabel(one.offer, one.granted)} />
          </button>
          {refused === one.offer.ticket && <p role="alert">{words.refused}</p>}
        </section>
      ))}
      {(accounts.length > 0 || waiting.length === 0) && <Accounts accounts={accounts} />}
      <button type="button" class="plain" onClick={() => void browser.runtime.openOptionsPage()}>
        {words.options}
      </button>
    </main>
  )
}
