import { randomInt } from 'node:crypto'
import { codeAlphabet, codeLengths } from './codeAlphabet.ts'

/**
 * A code that nobody can guess and a person can type, in groups of four: 60 random bits, or 40. NIST SP 800-63B-4 §3.1.2.1 asks
 * for 20 where tries are limited.
 */
export function drawCode(length: keyof typeof codeLengths = 'long'): string {
  const digits = Array.from({ length: codeLengths[length] }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length)))
  return digits.join('').replaceAll(/.{4}(?=.)/g, '$&-')
}
