import type { Account } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { lastSeenOf } from './lastSeenOf.ts'

/** An account that nobody uses. */
interface Inactive {
  readonly account: Account
  /** Milliseconds since 1970; `null` for one that has no device. */
  readonly lastSeen: number | null
}

/**
 * Accounts whose devices were all last used before a time; and those that have no device and nothing that could become one: somebody
 * began to sign in there, and never enrolled.
 *
 * @param before milliseconds since 1970
 */
export async function inactiveAccounts(store: Store, before: number): Promise<Inactive[]> {
  const found: Inactive[] = []
  for (const account of await store.accounts.findAll({})) {
    const lastSeen = await lastSeenOf(store, account)
    if (lastSeen !== null ? lastSeen < before : await isEmpty(store, account)) found.push({ account, lastSeen })
  }
  return found
}

async function isEmpty(store: Store, { id, devices }: Account): Promise<boolean> {
  // A device whose record is gone is a damaged disk, and left to the operator.
  if (devices.length > 0) return false
  const waiting = [
    await store.interactions.findAll({ account: id }),
    await store.enrolmentTickets.findAll({ account: id }),
    await store.recoveryCodes.findAll({ account: id }),
    await store.devices.findAll({ account: id }),
  ]
  return waiting.every(({ length }) => length === 0)
}
