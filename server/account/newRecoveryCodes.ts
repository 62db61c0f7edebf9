import type { Context } from 'koa'
import type { RecoveryCodesResponse } from '../../shared/protocol/accountMessages.ts'
import { noteCodesMade } from '../audit/noteCodesMade.ts'
import type { Parts } from '../parts.ts'
import { makeRecoveryCodes } from '../codes/makeRecoveryCodes.ts'
import { requireRoom } from '../codes/slowHash.ts'
import { requireCheck } from './requireCheck.ts'

/** `POST /v1/account/recovery-codes`: ten new ones, shown this once; those before are good no more. */
export async function newRecoveryCodes(ctx: Context, parts: Parts): Promise<void> {
  const { proof, device, account } = await requireCheck(ctx, parts)
  requireRoom()
  await proof.use()
  const recoveryCodes = await makeRecoveryCodes(parts, account.id)
  noteCodesMade(parts, device)
  ctx.status = 201
  ctx.body = { recoveryCodes } satisfies RecoveryCodesResponse
}
