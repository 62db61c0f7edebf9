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
export async function* inactiveAccounts(store: Store, before: number): AsyncGenerator<Inactive> {
  for await (const account of store.accounts.each({})) {
    const inactive = await ifInactive(store, account, before)
    if (inactive !== null) yield inactive
  }
}

/** The account as it is now, if nobody has come back to it since it was found. */
export async function stillInactive(store: Store, { account }: Inactive, before: number): Promise<Account | null> {
  const current = await store.accounts.find(account.id)
  return current === null ? null : ((await ifInactive(store, current, before))?.account ?? null)
}

async function ifInactive(store: Store, account: Account, before: number): Promise<Inactive | null> {
  const lastSeen = await lastSeenOf(store, account)
  return (lastSeen !== null ? lastSeen < before : await isEmpty(store, account)) ? { account, lastSeen } : null
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
