import type { Context } from 'koa'
import type { AdditionResponse } from '../../shared/protocol/accountMessages.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import { codeIdOf } from '../codes/codeIdOf.ts'
import { drawCode } from '../codes/drawCode.ts'
import { readCode } from '../codes/readCode.ts'
import { requireRoom } from '../codes/slowHash.ts'
import { requireCheck } from './requireCheck.ts'

/** Milliseconds that a short code is good for: as long as it takes to go over to the other device. */
const goodFor = 10 * 60_000

/**
 * `POST /v1/account/additions`: a device lets one more be enrolled. Who has it in hand types the short code in a sign-in of her own, with
 * the password, where recovery codes are typed. A new code ends the one before.
 */
export async function allowAddition(ctx: Context, parts: Parts): Promise<void> {
  const { proof, device, account } = await requireCheck(ctx, parts)
  if (policyOf(parts, account.clientId).enrolment === 'closed') {
    throw new ZAuthError('enrolment_refused', 'a short code where enrolment is closed')
  }
  requireRoom()
  await proof.use()
  const code = drawCode('short')
  const hashed = await codeIdOf(parts, account.id, readCode(code) ?? code)
  const expiresAt = parts.now() + goodFor
  const addition = { id: account.id, code: hashed, by: device.id, tries: 0, removeAt: expiresAt }
  // Of two that come at once, each tries again until its own has stood: the later one stays.
  do await parts.store.additions.remove(account.id)
  while (!(await parts.store.additions.insert(addition)))
  ctx.status = 201
  ctx.body = { code, expiresAt } satisfies AdditionResponse
}
