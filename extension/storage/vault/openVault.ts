import { fromBase64url } from '../../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { vaultName, type KeyStore } from '../openKeyStore.ts'
import { createVaultKey } from './createVaultKey.ts'
import { importVaultKey } from './importVaultKey.ts'
import { keepUnlocked } from './keepUnlocked.ts'
import { readUnlockedKey } from './readUnlockedKey.ts'

/**
 * The key that seals the keys of every device; made when there is none. To be asked for within `withKeyStore`.
 *
 * @throws ZAuthError `locked` when a passphrase is needed
 */
export async function openVault(store: KeyStore): Promise<CryptoKey> {
  const vault = await store.get('vault', vaultName)
  if (!vault) {
    const key = await createVaultKey()
    await store.put('vault', { kind: 'open', key }, vaultName)
    return key
  }
  if (vault.kind === 'open') return vault.key
  const unlocked = await readUnlockedKey()
  if (!unlocked) throw new ZAuthError('locked')
  const raw = fromBase64url(unlocked.key)
  try {
    await keepUnlocked(raw)
    return await importVaultKey(raw)
  } finally {
    raw.fill(0)
  }
}
