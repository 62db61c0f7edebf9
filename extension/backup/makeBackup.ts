import { Encrypter } from 'age-encryption'
import { toCbor } from '../../shared/protocol/cbor.ts'
import { isSealed } from '../storage/devices/isSealed.ts'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import { openVault } from '../storage/vault/openVault.ts'
import { unsealKeys } from '../storage/devices/unsealKeys.ts'
import { wipeSecrets } from '../storage/devices/wipeSecrets.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'
import { backupVersion, type Backup } from './backup.ts'

/**
 * Every account of this browser with its keys, as an age file under a passphrase. Left out are accounts whose keys cannot be
 * exported, because version 1 made them, or are damaged: `notBackedUp` names them.
 *
 * @throws ZAuthError `locked`, `storage_newer`
 */
export async function makeBackup(passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const devices = await devicesWithKeys()
  const backup: Backup = { zauth: 'backup', version: backupVersion, made: Date.now(), devices }
  const plain = toCbor(backup)
  try {
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase.normalize('NFKC'))
    return Uint8Array.from(await encrypter.encrypt(plain))
  } finally {
    plain.fill(0)
    for (const { secrets } of devices) wipeSecrets(secrets)
  }
}

async function devicesWithKeys(): Promise<Backup['devices']> {
  const accounts = await listAccounts()
  return await withKeyStore(async (store) => {
    const vaultKey = await openVault(store)
    const devices: Backup['devices'] = []
    for (const account of accounts) {
      const keys = await store.get('keys', account.keys)
      if (!isSealed(keys) || keys.signing) continue
      const secrets = await unsealKeys(vaultKey, keys.sealed, account.device).catch(() => null)
      if (secrets?.proof) devices.push({ account, secrets: { ...secrets, proof: secrets.proof } })
    }
    return devices
  })
}
