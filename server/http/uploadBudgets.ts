import { ZAuthError } from '../../shared/protocol/errors.ts'

export type FormType = 'application/x-www-form-urlencoded' | 'multipart/form-data'
export type BodyType = 'application/json' | 'application/cbor' | 'application/octet-stream' | FormType

/**
 * How much memory the bodies that are arriving may take together, kind by kind: strangers who send enrolments slowly do not
 * keep enrolled devices from sending probes.
 */
export type UploadBudgets = Readonly<Record<BodyType, UploadBudget>>

interface UploadBudget {
  /**
   * Sets `bytes` aside; what comes back gives them free again.
   *
   * @param sender who has an eighth at most; `null` for whoever speaks for many
   * @throws ZAuthError `busy`
   */
  take(bytes: number, sender: string | null): SetAside
}

/** Memory for one upload; given free at the end. */
interface SetAside extends Disposable {
  readonly bytes: number
}

const megabytes = 1024 * 1024
const sendersWhoFill = 8

/** Budgets for about a hundred enrolments, three hundred probes and two thousand small bodies at the same time. */
export function createUploadBudgets(): UploadBudgets {
  return {
    'application/cbor': createBudget(64 * megabytes),
    'application/octet-stream': createBudget(64 * megabytes),
    'application/json': createBudget(8 * megabytes),
    'application/x-www-form-urlencoded': createBudget(8 * megabytes),
    'multipart/form-data': createBudget(2 * megabytes),
  }
}

function createBudget(capacity: number): UploadBudget {
  const taken = new Map<string, number>()
  let free = capacity

  function change(sender: string | null, bytes: number): void {
    free -= bytes
    if (sender === null) return
    const theirs = (taken.get(sender) ?? 0) + bytes
    if (theirs > 0) taken.set(sender, theirs)
    else taken.delete(sender)
  }

  return {
    take(bytes, sender) {
      const share = sender === null ? free : capacity / sendersWhoFill - (taken.get(sender) ?? 0)
      if (bytes > Math.min(free, share)) throw new ZAuthError('busy', 'too many uploads at once', { retryAfter: 2 })
      change(sender, bytes)
      return {
        bytes,
        [Symbol.dispose]: () => {
          change(sender, -bytes)
        },
      }
    },
  }
}
