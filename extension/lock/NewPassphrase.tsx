import { useState } from 'preact/hooks'
import { submitted } from '../ui/submitted.ts'
import { numberOf } from '../words/formats.ts'
import { mistakeOf } from './mistakeOf.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { leastLength, setPassphrase } from './setPassphrase.ts'
import { useChosenPassphrase } from './useChosenPassphrase.tsx'
import { words } from './words.ts'

/** Asks for a new passphrase, twice, and for the one that there is. */
export function NewPassphrase({
  hasOld,
  onDone,
  onLeave,
}: {
  hasOld: boolean
  onDone: () => void
  onLeave: () => void
}) {
  const [old, setOld] = useState('')
  const [oldMistake, setOldMistake] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const chosen = useChosenPassphrase(words.newPassphrase, words.advice(numberOf(leastLength)))
  const go = async (): Promise<void> => {
    setOldMistake(null)
    const passphrase = chosen.take()
    if (passphrase === null) return
    setBusy(true)
    try {
      await setPassphrase(passphrase, hasOld ? old : undefined)
      onDone()
    } catch (error) {
      if (hasOld) setOldMistake(mistakeOf(error))
      else chosen.refuse(mistakeOf(error))
    }
    setBusy(false)
  }
  return (
    <form class="card" onSubmit={submitted(isBusy, go)}>
      {hasOld && <PassphraseField label={words.oldPassphrase} value={old} mistake={oldMistake} onInput={setOld} />}
      {chosen.fields}
      <p class="note" data-kind="warn">
        {words.noRescue}
      </p>
      <div class="actions">
        <button type="button" onClick={onLeave}>
          {words.cancel}
        </button>
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {words.save}
        </button>
      </div>
    </form>
  )
}
