import { useState } from 'preact/hooks'
import { submitted } from '../ui/submitted.ts'
import { mistakeOf } from './mistakeOf.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { removePassphrase } from './removePassphrase.ts'
import { words } from './words.ts'

/** Asks for the passphrase, to remove it. */
export function RemovePassphrase({ onDone, onLeave }: { onDone: () => void; onLeave: () => void }) {
  const [old, setOld] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      await removePassphrase(old)
      onDone()
    } catch (error) {
      setMistake(mistakeOf(error))
    }
    setBusy(false)
  }
  return (
    <form class="card" onSubmit={submitted(isBusy, go)}>
      <PassphraseField label={words.oldPassphrase} value={old} mistake={mistake} onInput={setOld} />
      <div class="actions">
        <button type="button" onClick={onLeave}>
          {words.cancel}
        </button>
        <button type="submit" class="danger primary" aria-disabled={isBusy}>
          {words.remove}
        </button>
      </div>
    </form>
  )
}
