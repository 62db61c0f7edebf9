import * as v from 'valibot'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { DeviceSecrets } from './deviceSecrets.ts'
import { unwrapSecretKey } from './unwrapSecretKey.ts'

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
  const plain = await unwrapSecretKey(vaultKey, sealed, device)
  try {
    return v.parse(DeviceSecrets, fromCbor(plain))
  } catch (cause) {
    throw new ZAuthError('storage_damaged', 'what was sealed are no keys', { cause })
  } finally {
    plain.fill(0)
  }
}
