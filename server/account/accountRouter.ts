import Router from '@koa/router'
import type { Context } from 'koa'
import { refuseWebOrigins } from '../http/refuseWebOrigins.ts'
import type { PartsWithProvider } from '../parts.ts'
import { allowAddition } from './allowAddition.ts'
import { beginCheck } from './beginCheck.ts'
import { deleteAccount } from './deleteAccount.ts'
import { listDevices } from './listDevices.ts'
import { nameDevice } from './nameDevice.ts'
import { newRecoveryCodes } from './newRecoveryCodes.ts'
import { revokeDevice } from './revokeDevice.ts'

/** Where a device manages the account that it belongs to. */
export function accountRouter(parts: PartsWithProvider): Router {
  const router = new Router({ exclusive: true, prefix: '/v1/account' })
  const by = (route: (ctx: Context, parts: PartsWithProvider) => Promise<void>) => (ctx: Context) => route(ctx, parts)

  router.post('/checks', refuseWebOrigins, by(beginCheck))
  router.get('/devices', refuseWebOrigins, by(listDevices))
  router.post('/devices/:device/name', refuseWebOrigins, (ctx) => nameDevice(ctx, ctx.params['device'] ?? '', parts))
  router.delete('/devices/:device', refuseWebOrigins, (ctx) => revokeDevice(ctx, ctx.params['device'] ?? '', parts))
  router.post('/additions', refuseWebOrigins, by(allowAddition))
  router.post('/recovery-codes', refuseWebOrigins, by(newRecoveryCodes))
  router.delete('/', refuseWebOrigins, by(deleteAccount))
  return router
}
