import { eraseAccount, type Erased } from '../../privacy/eraseAccount.ts'
import { accountOf, dateOf, type AccountParts } from './withAccounts.ts'

/**
 * Deletes all that is kept of an account, out of the files as well.
 * @returns a list of what was deleted, to be printed and, if the person wants one, sent to her
 */
export async function deleteAccount(parts: AccountParts, clientId: string, userId: string): Promise<string> {
  const { store, audit, now } = parts
  const account = await accountOf(parts, clientId, userId)
  const erased = await eraseAccount(store, account)
  audit.note({ action: 'account deleted', by: { operator: 'accounts delete' }, client: clientId, account: account.id })
  await store.compact()
  return `Deleted the account of this user at the website ${clientId}, on ${dateOf(now())}:\n${listOf(erased)}`
}

function listOf({ devices, recoveryCodes, tickets, signIns, account }: Erased): string {
  const lines = [
    ...devices.map(
      ({ id, enrolledAt, keyAndTemplate }) =>
        `device ${id}, enrolled ${dateOf(enrolledAt)}: its public key and its template (SHA-256 ${hex(keyAndTemplate)}), its tries`,
    ),
    `${recoveryCodes} recovery codes`,
    `${tickets} tickets and short codes`,
    `${signIns} sign-ins under way or just ended, with what they were begun by`,
    'the failed tries that were counted for it',
    account ? 'the account’s own record' : 'not the account’s own record: a sign-in has begun meanwhile. Say it again',
  ]
  return lines.map((line) => `- ${line}\n`).join('')
}

const hex = (base64url: string) => Buffer.from(base64url, 'base64url').toString('hex')

/** What `accounts delete` would do, as a sentence. */
export async function announceDeletion(parts: AccountParts, clientId: string, userId: string): Promise<string> {
  const { id } = await accountOf(parts, clientId, userId)
  const devices = await parts.store.devices.findAll({ account: id })
  const codes = await parts.store.recoveryCodes.findAll({ account: id })
  return (
    `This deletes the account of this user at the website ${clientId}: ${devices.length} devices with their ` +
    `templates, ${codes.length} recovery codes and all else that is kept of it.`
  )
}
