import type { PublicKey } from 'node-seal/throws'
import { checkBytes } from './checkBytes.ts'
import type { MatchContext } from './context.ts'
import { guarded } from './guarded.ts'
import { plainBytes } from './plainBytes.ts'

/**
 * A public key in SEAL's memory; the caller frees it. Only the seeded form is taken: it keeps the key's owner from
 * choosing the polynomial on which the ciphertext mask rests.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadPublicKey(context: MatchContext, bytes: Uint8Array): PublicKey {
  checkBytes('public key', bytes, context.forms.publicKey)
  const publicKey = new context.seal.PublicKey()
  try {
    guarded('malformed_ciphertext', 'public key', () => publicKey.loadFromArray(context.context, plainBytes(bytes)))
    return publicKey
  } catch (error) {
    publicKey.delete()
    throw error
  }
}
