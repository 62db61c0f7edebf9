import { toCbor } from '../../shared/protocol/cbor.ts'
import type { DeviceSecrets } from './deviceSecrets.ts'
import { wrapSecretKey } from './wrapSecretKey.ts'

/** What is secret of a device, under the vault key. */
export async function sealKeys(
  vaultKey: CryptoKey,
  secrets: DeviceSecrets,
  device: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = toCbor(secrets)
  try {
    return await wrapSecretKey(vaultKey, plain, device)
  } finally {
    plain.fill(0)
  }
}
