import type { Ciphertext } from 'node-seal/throws'
import type { MatchContext } from './context.ts'
import { loadCiphertext } from './loadCiphertext.ts'

/**
 * A template in SEAL's memory, of the device (seeded) or of the verifier's own making (whole); the caller frees it.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadTemplate(context: MatchContext, bytes: Uint8Array): Ciphertext {
  return loadCiphertext(context, 'template', bytes, [context.forms.seeded, context.forms.whole])
}
