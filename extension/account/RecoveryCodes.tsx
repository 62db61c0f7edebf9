import { useState } from 'preact/hooks'
import { saveFile } from '../ui/saveFile.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { codesFile, type CodesOwner } from './codesFile.ts'
import { codesFor, words } from './words.ts'

/** Recovery codes, which are shown this once, and ways to keep them. */
export function RecoveryCodes({ codes, owner }: { codes: readonly string[]; owner: CodesOwner }) {
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'))
      setSaid(words.copied)
    } catch {
      setSaid(words.notCopied)
    }
  }
  const save = (): void => {
    const { name, text } = codesFile(codes, owner, new Date())
    saveFile(name, text, 'text/plain')
    setSaid(words.saved)
  }
  return (
    <section class="codes">
      <p class="for">
        <Sentence text={codesFor(owner)} />
      </p>
      <ol aria-label={words.list}>
        {codes.map((code) => (
          <li key={code}>
            <code dir="ltr">{code}</code>
          </li>
        ))}
      </ol>
      <div class="actions">
        <button type="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
        <button type="button" onClick={save}>
          {words.save}
        </button>
      </div>
      <p class="said" aria-live="polite">
        {said}
      </p>
    </section>
  )
}
