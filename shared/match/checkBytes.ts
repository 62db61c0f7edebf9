import { ZAuthError } from '../protocol/errors.ts'
import type { CiphertextForm } from './ciphertextForm.ts'
import { ciphertextLayout } from './layout.ts'
import { ringDegree } from './parameters.ts'

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
 * What an upload must be before SEAL sees it (encrypted match §3).
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function checkBytes(what: string, bytes: Uint8Array, form: CiphertextForm): void {
  checkForm(what, bytes, form)
  checkNotZero(what, bytes, form)
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

/** Each polynomial that is sent must be something modulo each prime; zero would leave in the clear what it should hide. */
function checkNotZero(what: string, bytes: Uint8Array, form: CiphertextForm): void {
  const words = bytes.subarray(ciphertextLayout.data, ciphertextLayout.data + 8 * form.words)
  for (let at = 0; at < words.length; at += 8 * ringDegree) {
    if (words.subarray(at, at + 8 * ringDegree).every((byte) => byte === 0)) {
      throw new ZAuthError('degenerate_ciphertext', `${what}: a polynomial is zero modulo a prime`)
    }
  }
}
