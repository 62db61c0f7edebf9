import { encryptFor } from '../encryptFor.ts'
import type { DeviceSecrets } from './deviceSecrets.ts'

/**
 * What is secret of a device, under the vault key: one after the other the private proof key, the public one and the FHE secret
 * key, after the lengths of the first two, two bytes each and 0 where there are none.
 */
export async function sealKeys(
  vaultKey: CryptoKey,
  { secretKey, proof }: DeviceSecrets,
  device: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [privateKey, publicKey] = proof ? [proof.privateKey, proof.publicKey] : [new Uint8Array(), new Uint8Array()]
  const plain = new Uint8Array(4 + privateKey.length + publicKey.length + secretKey.length)
  const view = new DataView(plain.buffer)
  view.setUint16(0, privateKey.length)
  view.setUint16(2, publicKey.length)
  plain.set(privateKey, 4)
  plain.set(publicKey, 4 + privateKey.length)
  plain.set(secretKey, 4 + privateKey.length + publicKey.length)
  try {
    return await encryptFor(vaultKey, plain, device)
  } finally {
    plain.fill(0)
  }
}
