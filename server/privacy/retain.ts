import type { Parts } from '../parts.ts'
import { eraseAccount } from './eraseAccount.ts'
import { inactiveAccounts, stillInactive } from './inactiveAccounts.ts'

const day = 24 * 60 * 60_000

/**
 * Removes what the settings say is kept no longer: accounts that nobody uses, and lines of the audit log.
 * @returns how many accounts
 */
export async function retain({
  config: { retention },
  store,
  audit,
  now,
}: Pick<Parts, 'config' | 'store' | 'audit' | 'now'>): Promise<number> {
  const { inactiveDays, auditDays } = retention
  let erased = 0
  if (inactiveDays !== undefined) {
    const before = now() - inactiveDays * day
    for await (const found of inactiveAccounts(store, before)) {
      // They were read a page at a time, and people come back meanwhile.
      const account = await stillInactive(store, found, before)
      if (account === null) continue
      await eraseAccount(store, account)
      const { id, clientId: client } = account
      audit.note({ action: 'account deleted', by: { verifier: 'retention' }, client, account: id, detail: 'inactive' })
      erased += 1
    }
  }
  await audit.removeBefore(now() - auditDays * day)
  return erased
}
