import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { endAdditions } from '../../account/endAdditions.ts'
import { leaveTogether } from '../../account/leaveTogether.ts'
import { ConfigError } from '../../config/configError.ts'
import { withdrawDevice } from '../../devices/withdrawDevice.ts'
import { accountOf, type AccountParts } from './withAccounts.ts'

/**
 * Takes a device from an account, with its key, template and tries, and ends what would let another one in.
 *
 * @returns what was done, as a sentence
 * @throws ConfigError when it is none of this account's, or the last
 */
export async function revokeDevice(
  parts: AccountParts,
  { client, user, device }: { readonly client: string; readonly user: string; readonly device: string },
): Promise<string> {
  const { store, audit } = parts
  const { id, devices } = await accountOf(parts, client, user)
  const found = await store.devices.find(device)
  if (found?.account !== id) throw new ConfigError('This account has no such device')
  if (devices.includes(device)) await leave(parts, id, device)
  await withdrawDevice({ store }, { id: device, account: id })
  await endAdditions(parts, id)
  audit.note({ action: 'device revoked', by: { operator: 'accounts devices' }, client, account: id, device })
  await store.compact()
  return `Revoked device ${device}: its key, its template and its tries are gone.\n`
}

/** By one step that looks at the list as it is then: a verifier may run, where people take their devices away themselves. */
async function leave({ store }: AccountParts, account: string, device: string): Promise<void> {
  try {
    await leaveTogether({ store }, { account, by: null, leaving: [device] })
  } catch (cause) {
    if (!(cause instanceof ZAuthError)) throw cause
    if (cause.code === 'device_unknown') throw new ConfigError('This account has no such device', { cause })
    if (cause.code !== 'last_device') throw cause
    const complaint = 'This is the account’s last device: zauth accounts reset removes it, and her codes with it'
    throw new ConfigError(complaint, { cause })
  }
}
