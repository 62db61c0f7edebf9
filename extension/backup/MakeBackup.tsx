import { useState } from 'preact/hooks'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { leastLength } from '../lock/setPassphrase.ts'
import { useChosenPassphrase } from '../lock/useChosenPassphrase.tsx'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import { named } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { submitted } from '../ui/submitted.ts'
import { numberOf } from '../words/formats.ts'
import { sentenceOf } from '../words/sentenceOf.ts'
import { saveFile } from '../ui/saveFile.ts'
import { makeBackup } from './makeBackup.ts'
import { notBackedUp } from './notBackedUp.ts'
import { words } from './words.ts'

/** Asks for a passphrase, twice, and puts a backup among the person's downloads. */
export function MakeBackup() {
  const [said, setSaid] = useState('')
  const chosen = useChosenPassphrase(words.passphrase, words.advice(numberOf(leastLength)))
  const isBusy = said === words.making
  const go = async (): Promise<void> => {
    const passphrase = chosen.take()
    if (passphrase === null) return
    setSaid(words.making)
    setSaid(await make(passphrase))
    chosen.clear()
  }
  return (
    <form class="card" onSubmit={submitted(isBusy, go)}>
      <h3>{words.make}</h3>
      {chosen.fields}
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
    const file = await makeBackup(passphrase)
    saveFile(`zauth-${new Date().toISOString().slice(0, 10)}.age`, file, 'application/octet-stream')
    if (left.length === 0) return words.made
    const names = left.map(({ accountName, account, relyingParty }) => `${accountName ?? account} (${relyingParty})`)
    return `${words.made} ${words.leftOut(named(names.join(', ')))}`
  } catch (error) {
    return error instanceof ZAuthError ? sentenceOf(error) : words.failed
  }
}
