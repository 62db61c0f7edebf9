import { randomInt } from 'node:crypto'
import { codeAlphabet, codeLength } from './codeAlphabet.ts'

/**
 * A code that nobody can guess and a person can type: 60 random bits in three groups of four. NIST SP 800-63B-4 §3.1.2.1 asks
 * for 20 where tries are limited.
 */
export function drawCode(): string {
  const digits = Array.from({ length: codeLength }, () => codeAlphabet.charAt(randomInt(codeAlphabet.length)))
  return [0, 4, 8].map((begin) => digits.slice(begin, begin + 4).join('')).join('-')
}
