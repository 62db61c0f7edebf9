import { useState } from 'preact/hooks'
import type { Offer } from '../../shared/protocol/offer.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { codesFile } from './codesFile.ts'
import { codesFor, words } from './words.ts'

/** The recovery codes, which are shown this once, and ways to keep them. */
export function Codes({ codes, offer }: { codes: readonly string[]; offer: Offer }) {
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'))
      setSaid(words.codes.copied)
    } catch {
      setSaid(words.codes.notCopied)
    }
  }
  const save = (): void => {
    const { name, text } = codesFile(codes, offer, new Date())
    const link = document.createElement('a')
    link.download = name
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.click()
    URL.revokeObjectURL(link.href)
    setSaid(words.codes.saved)
  }
  return (
    <section class="codes">
      <p class="for">
        <Sentence text={codesFor(offer)} />
      </p>
      <ol aria-label={words.codes.list}>
        {codes.map((code) => (
          <li key={code}>
            <code dir="ltr">{code}</code>
          </li>
        ))}
      </ol>
      <div class="keep">
        <button type="button" onClick={() => void copy()}>
          {words.codes.copy}
        </button>
        <button type="button" onClick={() => print()}>
          {words.codes.print}
        </button>
        <button type="button" onClick={save}>
          {words.codes.save}
        </button>
      </div>
      <p class="said" aria-live="polite">
        {said}
      </p>
    </section>
  )
}
