import { useId, useRef, useState } from 'preact/hooks'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { PassphraseField } from '../lock/PassphraseField.tsx'
import { submitted } from '../ui/submitted.ts'
import { numberOf } from '../words/formats.ts'
import { sentenceOf } from '../words/sentenceOf.ts'
import { restoreBackup } from './restoreBackup.ts'
import { words } from './words.ts'

/** Asks for a backup and its passphrase, and brings its accounts into this browser. */
export function RestoreBackup() {
  const [passphrase, setPassphrase] = useState('')
  const [said, setSaid] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const isBusy = said === words.restoring
  const go = async (): Promise<void> => {
    const file = input.current?.files?.[0]
    if (!file) {
      input.current?.focus()
      return
    }
    setMistake(null)
    setSaid(words.restoring)
    try {
      const { added, kept, older } = await restoreBackup(new Uint8Array(await file.arrayBuffer()), passphrase)
      const restored = words.restored(numberOf(added), numberOf(kept), numberOf(older))
      setSaid(added > 0 ? `${restored} ${words.granting}` : restored)
    } catch (error) {
      setSaid('')
      setMistake(mistakeOf(error))
    }
    setPassphrase('')
  }
  return (
    <form class="card" onSubmit={submitted(isBusy, go)}>
      <h3>{words.restore}</h3>
      <div class="field">
        <label for={id}>{words.file}</label>
        <input id={id} ref={input} type="file" accept=".age" required />
      </div>
      <PassphraseField label={words.passphrase} value={passphrase} mistake={mistake} onInput={setPassphrase} />
      <div class="actions">
        <button type="submit" aria-disabled={isBusy}>
          {words.restore}
        </button>
      </div>
      <p role="status">{said}</p>
    </form>
  )
}

function mistakeOf(error: unknown): string {
  if (!(error instanceof ZAuthError)) return words.failed
  return error.code === 'passphrase_wrong' ? words.wrong : sentenceOf(error)
}
