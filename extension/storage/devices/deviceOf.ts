import { ZAuthError } from '../../../shared/protocol/errors.ts'
import type { DeviceKeys } from '../openKeyStore.ts'
import type { Device } from './device.ts'
import { importProofKey } from './importProofKey.ts'
import { unsealKeys } from './unsealKeys.ts'

/**
 * A device with its keys, out of what is kept of it.
 *
 * @throws ZAuthError `storage_damaged`
 */
export async function deviceOf({ account, sealed, signing }: DeviceKeys, vaultKey: CryptoKey): Promise<Device> {
  const { secretKey, proof } = await unsealKeys(vaultKey, sealed, account.device)
  if (proof) return { account, secretKey, proof, signing: await importProofKey(proof) }
  if (!signing) throw new ZAuthError('storage_damaged', 'a device without a proof key')
  return { account, secretKey, signing }
}
