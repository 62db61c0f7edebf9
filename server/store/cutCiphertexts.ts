import { sizes } from '../../shared/protocol/sizes.ts'
import type { Ciphertexts } from './store.ts'

/** A device's ciphertexts out of the bytes of a file, or of a seal: the public key, then the template. Memory of their own, which can be handed to another thread. */
export function cutCiphertexts(bytes: Uint8Array): Ciphertexts {
  return {
    publicKey: new Uint8Array(bytes.subarray(0, sizes.publicKey)),
    template: new Uint8Array(bytes.subarray(sizes.publicKey)),
  }
}
