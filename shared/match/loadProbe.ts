import type { Ciphertext } from 'node-seal/throws'
import type { MatchContext } from './context.ts'
import { loadCiphertext } from './loadCiphertext.ts'

/**
 * A probe in SEAL's memory; the caller frees it. Only the seeded form is taken: the second polynomial is nobody's choice.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadProbe(context: MatchContext, bytes: Uint8Array): Ciphertext {
  return loadCiphertext(context, 'probe', bytes, [context.forms.seeded])
}
