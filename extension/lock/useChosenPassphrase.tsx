import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { numberOf } from '../words/formats.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { leastLength } from './setPassphrase.ts'
import { words } from './words.ts'

/** A passphrase that the person is choosing. */
interface ChosenPassphrase {
  /** Where she types it, twice. */
  readonly fields: VNode
  /** It, if it is long enough and was typed twice the same; else null, and the fields say what is wrong. */
  take(): string | null
  /** Says at the first field what is wrong. */
  refuse(mistake: string): void
  clear(): void
}

/**
 * Asks for a new passphrase, twice.
 *
 * @param hint what is to be known about it
 */
export function useChosenPassphrase(label: string, hint: string): ChosenPassphrase {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<{ field: 'first' | 'again'; mistake: string } | null>(null)
  const mistakeIn = (field: 'first' | 'again'): string | null => (wrong?.field === field ? wrong.mistake : null)
  return {
    fields: (
      <>
        <PassphraseField
          label={label}
          value={passphrase}
          isNew
          hint={hint}
          mistake={mistakeIn('first')}
          onInput={setPassphrase}
        />
        <PassphraseField label={words.again} value={again} isNew mistake={mistakeIn('again')} onInput={setAgain} />
      </>
    ),
    take: () => {
      setWrong(null)
      if (Array.from(passphrase).length < leastLength) {
        setWrong({ field: 'first', mistake: words.short(numberOf(leastLength)) })
      } else if (passphrase !== again) setWrong({ field: 'again', mistake: words.unequal })
      else return passphrase
      return null
    },
    refuse: (mistake) => setWrong({ field: 'first', mistake }),
    clear: () => {
      setPassphrase('')
      setAgain('')
    },
  }
}
