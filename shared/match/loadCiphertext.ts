import type { Ciphertext } from 'node-seal/throws'
import { ZAuthError } from '../protocol/errors.ts'
import { checkBytes } from './checkBytes.ts'
import type { CiphertextForm } from './ciphertextForm.ts'
import type { MatchContext } from './context.ts'
import { guarded } from './guarded.ts'
import { plainBytes } from './plainBytes.ts'

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
  checkBytes(what, bytes, forms.find(({ length }) => length === bytes.length) ?? forms[0])
  const ciphertext = new context.seal.Ciphertext()
  try {
    guarded('malformed_ciphertext', what, () => ciphertext.loadFromArray(context.context, plainBytes(bytes)))
    if (ciphertext.isTransparent()) throw new ZAuthError('degenerate_ciphertext', `${what}: transparent`)
    return ciphertext
  } catch (error) {
    ciphertext.delete()
    throw error
  }
}
