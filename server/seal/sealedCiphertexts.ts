import { cutCiphertexts } from '../store/cutCiphertexts.ts'
import type { Ciphertexts, CiphertextStore } from '../store/store.ts'
import type { Sealer } from './createSealer.ts'

const about = (device: string): string => JSON.stringify(['ciphertexts', device])

/** A device's key and template as one sealed text, cut in two again for a store that wants two. */
export function sealCiphertexts(sealer: Sealer, device: string, { publicKey, template }: Ciphertexts): Ciphertexts {
  return cutCiphertexts(sealer.seal(Buffer.concat([publicKey, template]), about(device)))
}

/** @throws ZAuthError `internal_error` when they were changed, are another device's, or are not sealed by this key */
export function openCiphertexts(sealer: Sealer, device: string, { publicKey, template }: Ciphertexts): Ciphertexts {
  return cutCiphertexts(sealer.open(Buffer.concat([publicKey, template]), about(device)))
}

/** Ciphertexts that rest sealed, each bound to its device. */
export function sealedCiphertexts(inner: CiphertextStore, sealer: Sealer): CiphertextStore {
  return {
    ...inner,
    write: (device, ciphertexts) => inner.write(device, sealCiphertexts(sealer, device, ciphertexts)),
    async read(device) {
      const found = await inner.read(device)
      return found === null ? null : openCiphertexts(sealer, device, found)
    },
  }
}
