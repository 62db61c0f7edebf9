import { useEffect, useRef, useState } from 'preact/hooks'
import { submitted } from '../ui/submitted.ts'
import { Forgotten } from './Forgotten.tsx'
import { mistakeOf } from './mistakeOf.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { unlock } from './unlock.ts'
import { words } from './words.ts'

/**
 * Asks for the passphrase, and says what one can do who has forgotten it. That the keys were unlocked, here or in another window,
 * `watchLock` tells.
 */
export function Unlock() {
  const [passphrase, setPassphrase] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const go = async (): Promise<void> => {
    setBusy(true)
    setMistake(null)
    try {
      await unlock(passphrase)
    } catch (error) {
      setPassphrase('')
      setMistake(mistakeOf(error))
      form.current?.querySelector('input')?.focus()
    }
    setBusy(false)
  }
  return (
    <section class="card unlock" aria-labelledby="unlock-title">
      <h1 id="unlock-title">{words.unlockTitle}</h1>
      <p>{words.unlockHint}</p>
      <form ref={form} onSubmit={submitted(isBusy, go)}>
        <PassphraseField label={words.passphrase} value={passphrase} mistake={mistake} onInput={setPassphrase} />
        <div class="actions">
          <button type="submit" class="primary" aria-disabled={isBusy}>
            {isBusy ? words.unlocking : words.unlock}
          </button>
        </div>
      </form>
      <Forgotten />
    </section>
  )
}
