import type { Context } from 'koa'
import * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { shown } from '../../shared/protocol/fields.ts'
import { authenticateClient } from '../http/authenticateClient.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import { codeIdOf } from './codeIdOf.ts'
import { drawCode } from './drawCode.ts'
import { readCode } from './readCode.ts'
import { requireRoom } from './slowHash.ts'

/** `POST {issuer}/v1/tickets`, JSON, from the back end. */
export const TicketOrder = v.strictObject({
  /** The website's own id of the user. */
  user: shown,
})

/** JSON, 201. */
interface OrderedTicket {
  /** For the person, by a way that the website trusts: she types it in the verifier's page, once. */
  readonly code: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/**
 * `POST /v1/tickets`: the website's back end lets one of its users enrol a device: her first, or one more. A new ticket ends the
 * one before.
 */
export async function ticket(ctx: Context, parts: Parts): Promise<void> {
  const client = authenticateClient(ctx, parts)
  const { user } = await readJson(ctx, parts, TicketOrder)
  const account = accountIdOf(client.id, user)
  noteSubject(ctx, parts, account)
  if (policyOf(parts, client.id).enrolment === 'closed') {
    throw new ZAuthError('enrolment_refused', 'a ticket where enrolment is closed')
  }
  requireRoom()
  const code = drawCode()
  const id = await codeIdOf(parts, account, readCode(code) ?? code)
  const expiresAt = parts.now() + 60 * 60_000 * parts.config.limits.ticketHours
  await parts.store.enrolmentTickets.removeAll({ account })
  await parts.store.enrolmentTickets.insert({ id, account, removeAt: expiresAt })
  parts.audit.note({ action: 'ticket ordered', by: { website: client.id }, client: client.id, account })
  ctx.status = 201
  ctx.body = { code, expiresAt } satisfies OrderedTicket
}
