import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Account } from '../storage/accounts/account.ts'
import { named, namedHost } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { loadVault } from './loadVault.ts'
import { words } from './words.ts'

/** Removes an account from this browser, once the person has read what that means. */
export function Removal({ account, onRemoved }: { account: Account; onRemoved: () => void }) {
  const [asked, setAsked] = useState(false)
  const question = useRef<HTMLHeadingElement>(null)
  const ask = useRef<HTMLButtonElement>(null)
  const wasAsked = useRef(false)
  useLayoutEffect(() => {
    if (asked) {
      question.current?.focus()
      question.current?.parentElement?.scrollIntoView({ block: 'nearest' })
    } else if (wasAsked.current) ask.current?.focus()
    wasAsked.current = asked
  }, [asked])
  if (!asked)
    return (
      <button type="button" class="plain compact" ref={ask} onClick={() => setAsked(true)}>
        {words.remove}
      </button>
    )
  const { relyingParty, account: id, accountName = id, issuer } = account
  const remove = async (): Promise<void> => {
    const { forgetAccount } = await loadVault()
    await forgetAccount(account)
    onRemoved()
  }
  return (
    <div class="removal">
      <h2 tabIndex={-1} ref={question}>
        <Sentence text={words.removeQuestion(named(accountName), named(relyingParty))} />
      </h2>
      <p>
        <Sentence text={words.removeMeans(named(relyingParty))} />
      </p>
      <p>
        <Sentence text={words.removeLeaves(namedHost(issuer))} />
      </p>
      <div class="actions">
        <button type="button" class="compact" onClick={() => setAsked(false)}>
          {words.keep}
        </button>
        <button type="button" class="danger primary compact" onClick={() => void remove()}>
          {words.removeNow}
        </button>
      </div>
    </div>
  )
}
