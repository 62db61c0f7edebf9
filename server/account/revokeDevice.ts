import type { Context } from 'koa'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import type { Parts } from '../parts.ts'
import { endAdditions } from './endAdditions.ts'
import { leaveTogether } from './leaveTogether.ts'
import { requireCheck } from './requireCheck.ts'

/**
 * `DELETE /v1/account/devices/{device}`: from now on the device opens nothing; its key, template and tries are removed. It may be the one
 * that asks, unless it is the last: then whoever enrols next would have the account.
 */
export async function revokeDevice(ctx: Context, id: string, parts: Parts): Promise<void> {
  const { proof, device, account } = await requireCheck(ctx, parts)
  await proof.use()
  await leaveTogether(parts, { account: account.id, by: device.id, leaving: [id] })
  await withdrawDevice(parts, { id, account: account.id })
  await endAdditions(parts, account.id)
  const { clientId: client } = account
  parts.audit.note({ action: 'device revoked', by: { device: device.id }, client, account: account.id, device: id })
  ctx.status = 204
}
