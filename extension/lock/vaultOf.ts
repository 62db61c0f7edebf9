import { ZAuthError } from '../../shared/protocol/errors.ts'
import { importVaultKey } from '../storage/vault/importVaultKey.ts'
import { openVault } from '../storage/vault/openVault.ts'
import { vaultName } from '../storage/openKeyStore.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'
import { keyBehind } from './keyBehind.ts'

/**
 * The vault key, for who knows the passphrase if there is one; that it is unlocked is not enough.
 *
 * @throws ZAuthError `passphrase_wrong`, `too_many_tries`
 */
export async function vaultOf(passphrase: string | undefined): Promise<CryptoKey> {
  const vault = await withKeyStore((store) => store.get('vault', vaultName))
  if (vault?.kind !== 'closed') return await withKeyStore(openVault)
  if (passphrase === undefined) throw new ZAuthError('passphrase_wrong', 'none was given')
  const raw = await keyBehind(vault.lock, passphrase)
  try {
    return await importVaultKey(raw)
  } finally {
    raw.fill(0)
  }
}
