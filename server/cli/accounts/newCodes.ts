import { ConfigError } from '../../config/configError.ts'
import { makeRecoveryCodes } from '../../codes/makeRecoveryCodes.ts'
import { accountOf, type AccountParts } from './withAccounts.ts'

/**
 * Makes new recovery codes for an account; those before are good no more.
 *
 * @returns the codes, one a line: this is the only time that anybody sees them
 * @throws ConfigError when there is no such account, or it has no device
 */
export async function newCodes(parts: AccountParts, clientId: string, userId: string): Promise<string> {
  const { id, devices } = await accountOf(parts, clientId, userId)
  if (devices.length === 0) throw new ConfigError('This account has no device: she is let in by enrolling one')
  const codes = await makeRecoveryCodes(parts, id)
  const by = { operator: 'accounts codes' }
  parts.audit.note({ action: 'recovery codes made', by, client: clientId, account: id })
  return codes.map((code) => `${code}\n`).join('')
}
