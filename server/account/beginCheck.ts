import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import type { CheckResponse } from '../../shared/protocol/accountMessages.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { beginInteraction } from '../interactions/beginInteraction.ts'
import { liveStates } from '../interactions/liveStates.ts'
import { offerOf } from '../interactions/offerOf.ts'
import { refuseInteraction } from '../interactions/refuseInteraction.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { askingDevice } from './askingDevice.ts'

/**
 * `POST /v1/account/checks`: a device asks to be challenged, for its owner to manage her account with it. The same challenge, match and
 * token as in any sign-in follow; what is missing is a website. A device has one at a time.
 */
export async function beginCheck(ctx: Context, parts: Parts): Promise<void> {
  const { proof, device, account } = await askingDevice(ctx, parts)
  await proof.use()
  await endChecks(parts, device)

  const uid = randomBytes(32).toString('base64url')
  await beginInteraction(parts, {
    uid,
    road: 'own',
    wayBack: wayBackOf(device),
    redirectUri: parts.config.issuer,
    clientId: account.clientId,
    userId: account.userId,
    request: uid,
    // Of no browser: its secret was never told.
    browser: randomBytes(32).toString('base64url'),
    sender: parts.senderOf(ctx.req),
  })
  const check = await parts.store.interactions.find(uid)
  if (check?.purpose !== 'verify') throw new ZAuthError('device_unknown', 'removed meanwhile')
  ctx.status = 201
  ctx.body = { offer: await offerOf(parts, check) } satisfies CheckResponse
}

async function endChecks(parts: Parts, device: Device): Promise<void> {
  const live = await parts.store.interactions.findAll({ account: device.account, road: 'own', state: liveStates })
  for (const { id, wayBack } of live) if (wayBack === wayBackOf(device)) await refuseInteraction(parts, id, 'cancelled')
}

/** There is none; this says whose check it is. */
function wayBackOf({ id }: Device): string {
  return JSON.stringify({ device: id })
}
