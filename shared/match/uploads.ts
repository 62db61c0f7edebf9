import type { Ciphertext, PublicKey } from 'node-seal/throws'
import { ZAuthError } from '../protocol/errors.ts'
import type { CiphertextForm } from './ciphertextForm.ts'
import type { MatchContext } from './context.ts'
import { guarded } from './guarded.ts'
import { ciphertextLayout } from './layout.ts'
import { ringDegree } from './parameters.ts'

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
 * Before SEAL sees an upload: every byte that is not a coefficient or a seed must be the one that an honest client
 * sends (encrypted match §3). That leaves no compression, other parameters, other level, other form or size.
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

/**
 * A ciphertext of one of the forms, in SEAL's memory; the caller frees it.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadCiphertext(
  context: MatchContext,
  what: string,
  bytes: Uint8Array,
  forms: readonly [CiphertextForm, ...CiphertextForm[]],
): Ciphertext {
  const form = forms.find(({ length }) => length === bytes.length) ?? forms[0]
  checkForm(what, bytes, form)
  checkNotZero(what, bytes, form)
  const ciphertext = new context.seal.Ciphertext()
  try {
    guarded('malformed_ciphertext', what, () => ciphertext.loadFromArray(context.context, bytes))
    if (ciphertext.isTransparent()) throw new ZAuthError('degenerate_ciphertext', `${what} is transparent`)
    return ciphertext
  } catch (error) {
    ciphertext.delete()
    throw error
  }
}

/**
 * A public key in SEAL's memory; the caller frees it. Only the seeded form is taken: it keeps the key's owner from
 * choosing the polynomial on which the ciphertext mask rests.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadPublicKey(context: MatchContext, bytes: Uint8Array): PublicKey {
  const form = context.forms.publicKey
  checkForm('public key', bytes, form)
  checkNotZero('public key', bytes, form)
  const publicKey = new context.seal.PublicKey()
  try {
    guarded('malformed_ciphertext', 'public key', () => publicKey.loadFromArray(context.context, bytes))
    return publicKey
  } catch (error) {
    publicKey.delete()
    throw error
  }
}

/** Template and probe, as `loadCiphertext`. */
export const loadTemplate = (context: MatchContext, bytes: Uint8Array): Ciphertext =>
  loadCiphertext(context, 'template', bytes, [context.forms.seeded, context.forms.whole])
export const loadProbe = (context: MatchContext, bytes: Uint8Array): Ciphertext =>
  loadCiphertext(context, 'probe', bytes, [context.forms.seeded])
