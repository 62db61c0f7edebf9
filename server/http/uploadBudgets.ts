import { ZAuthError } from '../../shared/protocol/errors.ts'

export type BodyType = 'application/json' | 'application/cbor' | 'application/octet-stream'

/**
 * How much memory the bodies that are arriving may take together, kind by kind: strangers who send enrolments slowly do not
 * keep enrolled devices from sending probes.
 */
export type UploadBudgets = Readonly<Record<BodyType, UploadBudget>>

interface UploadBudget {
  /**
   * Sets `bytes` aside; what comes back gives them free again.
   * @throws ZAuthError `busy`
   */
  take(bytes: number): SetAside
}

/** Memory for one upload; given free at the end. */
interface SetAside extends Disposable {
  readonly bytes: number
}

const megabytes = 1024 * 1024

/** Budgets for about a hundred enrolments, three hundred probes and two thousand small bodies at the same time. */
export function createUploadBudgets(): UploadBudgets {
  return {
    'application/cbor': createBudget(64 * megabytes),
    'application/octet-stream': createBudget(64 * megabytes),
    'application/json': createBudget(8 * megabytes),
  }
}

function createBudget(capacity: number): UploadBudget {
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
