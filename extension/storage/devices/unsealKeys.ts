import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { decryptFor } from '../decryptFor.ts'
import type { DeviceSecrets } from './deviceSecrets.ts'

/**
 * What `sealKeys` sealed.
 *
 * @throws ZAuthError `storage_damaged` when it was changed, cut, or sealed for another device or by another key
 */
export async function unsealKeys(
  vaultKey: CryptoKey,
  sealed: Uint8Array<ArrayBuffer>,
  device: string,
): Promise<DeviceSecrets> {
  const plain = await decryptFor(vaultKey, sealed, device)
  try {
    // It was sealed by this program, as it is authenticated.
    const view = new DataView(plain.buffer)
    const publicAt = 4 + view.getUint16(0)
    const secretAt = publicAt + view.getUint16(2)
    const proof = { privateKey: plain.slice(4, publicAt), publicKey: plain.slice(publicAt, secretAt) }
    return { secretKey: plain.slice(secretAt), proof: publicAt > 4 ? proof : null }
  } catch (cause) {
    throw new ZAuthError('storage_damaged', 'what was sealed are no keys', { cause })
  } finally {
    plain.fill(0)
  }
}
