import type { Context } from 'koa'
import type { AccountResponse } from '../../shared/protocol/accountMessages.ts'
import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import { askingDevice } from './askingDevice.ts'

/** `GET /v1/account/devices`: what there is to manage, for any device of the account. */
export async function listDevices(ctx: Context, parts: Parts): Promise<void> {
  const { proof, device, account } = await askingDevice(ctx, parts)
  await proof.use()
  const { store } = parts
  const found = await Promise.all(account.devices.map((id) => store.devices.find(id)))
  const { enrolment, maxDevices } = policyOf(parts, account.clientId)
  const { length } = await store.recoveryCodes.findAll({ account: account.id })
  ctx.body = {
    devices: found
      .filter((one) => one !== null)
      .map(({ id, name, enrolledAt, lastUsedAt }) => ({
        device: id,
        name,
        enrolledAt,
        lastUsedAt,
        isOwn: id === device.id,
      })),
    mostDevices: maxDevices,
    mayAdd: enrolment !== 'closed',
    recoveryCodesLeft: length,
  } satisfies AccountResponse
}
