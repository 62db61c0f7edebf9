import { useState } from 'preact/hooks'
import { numberOf } from '../words/formats.ts'
import { mistakeOf } from './mistakeOf.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { leastLength, setPassphrase } from './setPassphrase.ts'
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
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<{ field: 'old' | 'fresh' | 'again'; mistake: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const mistakeIn = (field: 'old' | 'fresh' | 'again'): string | null => (wrong?.field === field ? wrong.mistake : null)
  const go = async (): Promise<void> => {
    if (Array.from(fresh).length < leastLength) {
      setWrong({ field: 'fresh', mistake: words.short(numberOf(leastLength)) })
      return
    }
    if (fresh !== again) {
      setWrong({ field: 'again', mistake: words.unequal })
      return
    }
    setBusy(true)
    try {
      await setPassphrase(fresh, hasOld ? old : undefined)
      onDone()
    } catch (error) {
      setWrong({ field: hasOld ? 'old' : 'fresh', mistake: mistakeOf(error) })
    }
    setBusy(false)
  }
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) void go()
      }}
    >
      {hasOld && (
        <PassphraseField label={words.oldPassphrase} value={old} mistake={mistakeIn('old')} onInput={setOld} />
      )}
      <PassphraseField
        label={words.newPassphrase}
        value={fresh}
        isNew
        hint={words.advice(numberOf(leastLength))}
        mistake={mistakeIn('fresh')}
        onInput={setFresh}
      />
      <PassphraseField label={words.again} value={again} isNew mistake={mistakeIn('again')} onInput={setAgain} />
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
