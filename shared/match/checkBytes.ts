import { ZAuthError } from '../protocol/errors.ts'
import type { CiphertextForm } from './ciphertextForm.ts'
import { halvesOf } from './halves.ts'
import { ciphertextLayout } from './layout.ts'
import { ringDegree } from './parameters.ts'
import { plainBytes } from './plainBytes.ts'

/** The fields of a prefix, by where they end. */
const fields: readonly (readonly [field: string, end: number])[] = [
  ['header', ciphertextLayout.parmsId],
  ['parameters', ciphertextLayout.nttForm],
  ['NTT flag', ciphertextLayout.parts],
  ['number of polynomials', ciphertextLayout.degree],
  ['degree', ciphertextLayout.primes],
  ['number of primes', ciphertextLayout.scale],
  ['scale', ciphertextLayout.correctionFactor],
  ['correction factor', ciphertextLayout.inner],
  ['inner header', ciphertextLayout.innerCount],
  ['number of coefficients', ciphertextLayout.data],
]

/** Whether bytes stand at a place. */
const standsAt = (bytes: Uint8Array, at: number, expected: Uint8Array) =>
  expected.every((byte, i) => bytes[at + i] === byte)

/**
 * What an upload must be before SEAL sees it (encrypted match §5).
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function checkBytes(what: string, bytes: Uint8Array, form: CiphertextForm): void {
  checkForm(what, bytes, form)
  checkCoefficients(what, bytes, form)
}

/**
 * Every byte that is not a coefficient or a seed must be the one that an honest client sends. That leaves no compression,
 * no other parameters, level, form or size.
 */
function checkForm(what: string, bytes: Uint8Array, form: CiphertextForm): void {
  const refuse = (detail: string): never => {
    throw new ZAuthError('malformed_ciphertext', `${what}: ${detail}`)
  }
  if (bytes.length !== form.length) refuse(`Unexpected length ${bytes.length}, expected ${form.length}`)
  if (!standsAt(bytes, 0, form.prefix)) {
    const at = form.prefix.findIndex((byte, i) => bytes[i] !== byte)
    refuse(`Unexpected ${fields.find(([, end]) => at < end)?.[0] ?? 'prefix'}`)
  }
  if (!standsAt(bytes, ciphertextLayout.data + 8 * form.words, form.seedPrefix)) refuse('Unexpected seed header')
}

/**
 * Every coefficient must lie below its prime, and each polynomial be something modulo each prime: zero would leave in the
 * clear what it should hide. SEAL checks the former too, but what it throws costs its module 16 bytes of stack for good,
 * and after some 4,000 such uploads it aborts.
 */
function checkCoefficients(what: string, bytes: Uint8Array, form: CiphertextForm): void {
  const { data } = ciphertextLayout
  const halves = new Uint32Array(plainBytes(bytes).slice(data, data + 8 * form.words).buffer)
  for (let polynomial = 0; polynomial * ringDegree < form.words; polynomial++) {
    const prime = form.primes[polynomial % form.primes.length] ?? 0n
    const [primeLow, primeHigh] = halvesOf(prime)
    let seen = 0
    for (let i = 2 * polynomial * ringDegree; i < 2 * (polynomial + 1) * ringDegree; i += 2) {
      const low = halves[i] ?? 0
      const high = halves[i + 1] ?? 0
      if (high > primeHigh || (high === primeHigh && low >= primeLow)) {
        throw new ZAuthError('malformed_ciphertext', `${what}: a coefficient is not below its prime`)
      }
      seen |= low | high
    }
    if (seen === 0) throw new ZAuthError('degenerate_ciphertext', `${what}: a polynomial is zero modulo a prime`)
  }
}
