import type { Context } from 'koa'
import { NameRequest } from '../../shared/protocol/accountMessages.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { readJson } from '../http/readJson.ts'
import type { Parts } from '../parts.ts'
import { askingDevice } from './askingDevice.ts'
import { requireCheck } from './requireCheck.ts'

/**
 * `POST /v1/account/devices/{device}/name`. A device names itself; another one, by whose name the person will know which to revoke, it
 * names only when she has shown her face.
 */
export async function nameDevice(ctx: Context, id: string, parts: Parts): Promise<void> {
  const { name } = await readJson(ctx, parts, NameRequest)
  let asking = await askingDevice(ctx, parts)
  if (asking.device.id !== id) asking = await requireCheck(ctx, parts)
  const { proof, device, account } = asking
  if (!account.devices.includes(id)) throw new ZAuthError('device_unknown', 'no device of this account')
  await proof.use()
  if (!(await parts.store.devices.update(id, { account: account.id }, { name }))) {
    throw new ZAuthError('device_unknown', 'removed meanwhile')
  }
  const { clientId: client } = account
  parts.audit.note({ action: 'device renamed', by: { device: device.id }, client, account: account.id, device: id })
  ctx.status = 204
}
