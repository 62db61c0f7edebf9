import type { Encryptor } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { dataPrimes, ringDegree } from './parameters.ts'
import { saved } from './saved.ts'

/**
 * An encryption of zero in three polynomials, (z'_0, z'_1 + z_0, z_1): two fresh ones, the second of them multiplied by
 * s, in effect. Without it an answer's ciphertext, not its message, gives the r_j away (encrypted match §6, step 5).
 *
 * @param encryptor holds the public key of the probe's owner
 * @returns a serialised ciphertext, 589,937 bytes
 */
export function createMask(context: MatchContext, encryptor: Encryptor): Bytes {
  using zero = new context.seal.Ciphertext()
  using otherZero = new context.seal.Ciphertext()
  encryptor.encryptZero(zero)
  encryptor.encryptZero(otherZero)
  const raised = new Uint8Array(context.forms.mask.length)
  raised.set(context.forms.mask.prefix)
  const zeroBytes = saved(context.seal, zero)
  raised.set(zeroBytes.subarray(ciphertextLayout.data), ciphertextLayout.data + 8 * dataPrimes * ringDegree)
  using mask = new context.seal.Ciphertext()
  mask.loadFromArray(context.context, raised)
  discard(zeroBytes)
  discard(raised)
  context.evaluator.addInplace(mask, otherZero)
  return saved(context.seal, mask)
}
