import type { LockState } from '../lock/lockState.ts'
import { loadVault, type Vault } from './loadVault.ts'

/** The state of the lock, and what works with it. */
export interface Lock {
  readonly state: LockState
  readonly vault: Vault
}

/** Whether the keys are locked; null where that cannot be known, which is for others to say. */
export async function readLock(): Promise<Lock | null> {
  try {
    const vault = await loadVault()
    return { state: await vault.lockState(), vault }
  } catch {
    return null
  }
}
