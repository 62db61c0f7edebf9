import { useState } from 'preact/hooks'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { PassphraseField } from '../lock/PassphraseField.tsx'
import { leastLength } from '../lock/setPassphrase.ts'
import { listAccounts } from '../storage/listAccounts.ts'
import { named } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { numberOf } from '../words/formats.ts'
import { sentenceOf } from '../words/sentenceOf.ts'
import { makeBackup } from './makeBackup.ts'
import { notBackedUp } from './notBackedUp.ts'
import { saveBackup } from './saveBackup.ts'
import { words } from './words.ts'

/** Asks for a passphrase, twice, and puts a backup among the person's downloads. */
export function MakeBackup() {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [said, setSaid] = useState('')
  const [wrong, setWrong] = useState<'short' | 'unequal' | null>(null)
  const isBusy = said === words.making
  const go = async (): Promise<void> => {
    const short = Array.from(passphrase).length < leastLength
    setWrong(short ? 'short' : passphrase !== again ? 'unequal' : null)
    if (short || passphrase !== again) return
    setSaid(words.making)
    setSaid(await make(passphrase))
    setPassphrase('')
    setAgain('')
  }
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void go()
      }}
    >
      <h3>{words.make}</h3>
      <PassphraseField
        label={words.passphrase}
        value={passphrase}
        isNew
        hint={words.advice(numberOf(leastLength))}
        mistake={wrong === 'short' ? words.short(numberOf(leastLength)) : null}
        onInput={setPassphrase}
      />
      <PassphraseField
        label={words.again}
        value={again}
        isNew
        mistake={wrong === 'unequal' ? words.unequal : null}
        onInput={setAgain}
      />
      <div class="actions">
        <button type="submit" aria-disabled={isBusy}>
          {words.make}
        </button>
      </div>
      <p role="status">
        <Sentence text={said} />
      </p>
    </form>
  )
}

/** Makes and saves a backup; what is to be said then. */
async function make(passphrase: string): Promise<string> {
  try {
    const left = await notBackedUp()
    if (left.length === (await listAccounts()).length) return words.nothing
    saveBackup(await makeBackup(passphrase), new Date())
    if (left.length === 0) return words.made
    const names = left.map(({ accountName, account, relyingParty }) => `${accountName ?? account} (${relyingParty})`)
    return `${words.made} ${words.leftOut(named(names.join(', ')))}`
  } catch (error) {
    return error instanceof ZAuthError ? sentenceOf(error) : words.failed
  }
}
