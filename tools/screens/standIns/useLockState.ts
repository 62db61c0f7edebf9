import type { LockState } from '../../../extension/lock/lockState.ts'
import { sceneNow } from './sceneNow.ts'

/** In the place of the lock’s own, which looks into the store of keys. */
export function useLockState(): readonly [LockState | null, () => void] {
  return [sceneNow().lock, () => undefined]
}
