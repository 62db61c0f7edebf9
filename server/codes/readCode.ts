import { codeAlphabet, codeLengths } from './codeAlphabet.ts'

const codeForm = new RegExp(
  `^[${codeAlphabet}]{${codeLengths.short}}(?:[${codeAlphabet}]{${codeLengths.long - codeLengths.short}})?$`,
)

/** What people write for each other, and for what groups the digits. */
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** A code as it was drawn, out of what a person has typed: in any case, grouped in any way. `null` when it can be none. */
export function readCode(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replace(/[OIL]/g, (letter) => lookalikes[letter] ?? letter)
  return codeForm.test(digits) ? digits : null
}
