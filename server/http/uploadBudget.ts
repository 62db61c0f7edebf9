import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Memory for one upload; given free at the end. */
interface SetAside extends Disposable {
  readonly bytes: number
}

/** How much memory the bodies that are arriving may take together. */
export interface UploadBudget {
  /**
   * Sets `bytes` aside; what comes back gives them free again.
   * @throws ZAuthError `busy`
   */
  take(bytes: number): SetAside
}

/** A budget of so many bytes. */
export function createUploadBudget(capacity: number): UploadBudget {
  let free = capacity
  return {
    take(bytes) {
      if (bytes > free) throw new ZAuthError('busy', 'too many uploads at once', { retryAfter: 2 })
      free -= bytes
      return {
        bytes,
        [Symbol.dispose]: () => {
          free += bytes
        },
      }
    },
  }
}
