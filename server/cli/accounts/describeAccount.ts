import { accountTries, deviceTries } from '../../attempts/trySubject.ts'
import { disabledAfter } from '../../attempts/waitAfter.ts'
import { accountName } from '../../log/accountName.ts'
import { lastSeenOf } from '../../privacy/lastSeenOf.ts'
import type { Device, Tries } from '../../store/records.ts'
import { tableOf } from '../tableOf.ts'
import { accountOf, dateOf, type AccountParts } from './withAccounts.ts'

/**
 * What an operator has to know who helps a person: her devices, whether one waits or is disabled, when she was there, codes left.
 * @returns lines to be printed
 */
export async function describeAccount(parts: AccountParts, clientId: string, userId: string): Promise<string> {
  const { store, clients, keys, audit, now } = parts
  const account = await accountOf(parts, clientId, userId)
  const { id } = account
  const codes = await store.recoveryCodes.findAll({ account: id })
  const lines = [
    ['website', clients.find(clientId)?.name ?? `${clientId}, which is not registered any more`],
    ['user', userId],
    ['in logs', accountName(keys, id)],
    ['last used', dateOf(await lastSeenOf(store, account))],
    ['tries', stateOf(await store.tries.find(accountTries(id)), now())],
    ['recovery codes left', String(codes.length)],
  ]
  audit.note({ action: 'account found', by: { operator: 'accounts find' }, client: clientId, account: id })
  const facts = lines.map(([name = '', value = '']) => `${name.padEnd(21)}${value}\n`).join('')
  return `${facts}\n${await tableOfDevices(parts, id)}`
}

/**
 * The devices of an account, those that wait for their first sign-in among them.
 * @returns a table, to be printed
 */
export async function listDevices(parts: AccountParts, clientId: string, userId: string): Promise<string> {
  const { id } = await accountOf(parts, clientId, userId)
  parts.audit.note({ action: 'account found', by: { operator: 'accounts devices' }, client: clientId, account: id })
  return await tableOfDevices(parts, id)
}

async function tableOfDevices({ store, now }: AccountParts, account: string): Promise<string> {
  const devices = await store.devices.findAll({ account })
  if (devices.length === 0) return 'No device.\n'
  const rows = await Promise.all(
    devices.map(async (device) => [
      device.id,
      device.name ?? '',
      device.state,
      dateOf(device.enrolledAt),
      dateOf(device.lastUsedAt),
      stateOf(await store.tries.find(deviceTries(device.id)), now(), device),
    ]),
  )
  return tableOf([['DEVICE', 'NAME', 'STATE', 'ENROLLED', 'LAST USED', 'TRIES'], ...rows])
}

function stateOf(tries: Tries | null, now: number, device: Device | null = null): string {
  if (tries === null || tries.failures === 0) return 'none failed'
  const failed = `${tries.failures} failed in a row`
  if (device !== null && tries.failures >= disabledAfter) return `${failed}: disabled`
  return tries.notBefore > now ? `${failed}: waits until ${dateOf(tries.notBefore)}` : failed
}
