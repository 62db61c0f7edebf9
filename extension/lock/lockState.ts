import { vaultName } from '../storage/openKeyStore.ts'
import { readUnlockedKey } from '../storage/vault/readUnlockedKey.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'

/** `none`: no passphrase; `locked`: it is needed; `unlocked`: it was given in this browser session. */
export type LockState = 'none' | 'locked' | 'unlocked'

/**
 * Whether there is a passphrase, and whether it is needed.
 *
 * @throws ZAuthError `storage_newer`
 */
export async function lockState(): Promise<LockState> {
  const vault = await withKeyStore((store) => store.get('vault', vaultName))
  if (vault?.kind !== 'closed') return 'none'
  return (await readUnlockedKey()) ? 'unlocked' : 'locked'
}
