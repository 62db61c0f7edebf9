import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { interactionOfTicket } from '../interactions/interactionOfTicket.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { askingDevice, type Asking } from './askingDevice.ts'

/** Milliseconds for which an accepted check opens what it is for. */
const goodFor = 5 * 60_000

const dpop = /^DPoP +([A-Za-z0-9_-]{43})$/i

/**
 * The device that asks, if its owner has just shown her face to it, for this and for nothing else: whoever has its keys alone adds
 * and destroys nothing. The check's ticket stands where an access token would (RFC 9449 §7.1), and the proof is bound to it.
 *
 * @throws ZAuthError `check_needed`, `invalid_proof`, `device_unknown`
 */
export async function requireCheck(ctx: Context, parts: Parts): Promise<Asking> {
  const asking = await askingDevice(ctx, parts)
  const ticket = dpop.exec(ctx.get('Authorization'))?.[1]
  if (ticket === undefined) throw new ZAuthError('check_needed', 'without a check')
  // RFC 9449 §4.3 item 12.
  if (asking.proof.ath !== createHash('sha256').update(ticket).digest('base64url')) {
    throw new ZAuthError('invalid_proof', 'made for another check')
  }
  const check = await find(parts, ticket)
  if (check?.road !== 'own') throw new ZAuthError('check_needed', 'no such check')
  if (check.authenticatedBy !== 'face' || check.authenticatedWith !== asking.device.id) {
    throw new ZAuthError('check_needed', 'not accepted, or of another device')
  }
  const { authenticatedAt } = check
  const now = parts.now()
  // Accepted at a time to come: by a clock that was ahead, and it would be good until then.
  if (authenticatedAt === null || authenticatedAt > now || authenticatedAt + goodFor <= now) {
    throw new ZAuthError('check_needed', 'too long ago')
  }
  return asking
}

async function find(parts: Parts, ticket: string): Promise<InteractionRecord | null> {
  try {
    return await interactionOfTicket(parts, ticket)
  } catch (error) {
    if (error instanceof ZAuthError && error.code === 'interaction_unknown') return null
    throw error
  }
}
