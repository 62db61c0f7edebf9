import { accountName } from '../../log/accountName.ts'
import { eraseAccount } from '../../privacy/eraseAccount.ts'
import { inactiveAccounts, stillInactive } from '../../privacy/inactiveAccounts.ts'
import { dateOf, type AccountParts } from './withAccounts.ts'

const day = 24 * 60 * 60_000

/**
 * Deletes the accounts that nobody has used for a time, or only says which they are. They are named as in logs: the list may be shown.
 *
 * @param days for which no device of theirs has signed in
 * @returns lines to be printed
 */
export async function purgeAccounts(parts: AccountParts, days: number, isMeant: boolean): Promise<string> {
  const { store, keys, audit, now } = parts
  const before = now() - days * day
  const lines: string[] = []
  let deleted = 0
  for await (const found of inactiveAccounts(store, before)) {
    const { lastSeen } = found
    const since = lastSeen === null ? 'without a device' : `last used ${dateOf(lastSeen)}`
    lines.push(`- ${accountName(keys, found.account.id)} at ${found.account.clientId}, ${since}\n`)
    if (!isMeant) continue
    const account = await stillInactive(store, found, before)
    if (account === null) continue
    deleted += 1
    await eraseAccount(store, account)
    const { id, clientId: client } = account
    const by = { operator: 'accounts purge' }
    audit.note({ action: 'account deleted', by, client, account: id, detail: 'inactive' })
  }
  if (!isMeant) return `${lines.join('')}${lines.length} accounts would be deleted.\n`
  await store.compact()
  return `${lines.join('')}${deleted} accounts were deleted, with all that was kept of them.\n`
}
