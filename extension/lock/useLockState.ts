import { useEffect, useState } from 'preact/hooks'
import { lockState, type LockState } from './lockState.ts'
import { watchLock } from './watchLock.ts'

/** The state of the lock, followed; null until it is known, or where it cannot be. The function looks again. */
export function useLockState(): readonly [LockState | null, () => void] {
  const [state, setState] = useState<LockState | null>(null)
  const look = (): void => void lockState().then(setState, () => setState(null))
  useEffect(() => {
    look()
    return watchLock(look)
  }, [])
  return [state, look]
}
