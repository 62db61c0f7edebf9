import type { Context } from 'koa'
import type { DeletionClaims, DeletionResponse } from '../../shared/protocol/accountMessages.ts'
import { tellOfReset } from '../oidc/tellOfReset.ts'
import type { Parts } from '../parts.ts'
import { eraseAccount } from '../privacy/eraseAccount.ts'
import type { Account } from '../store/records.ts'
import { leaveTogether } from './leaveTogether.ts'
import { requireCheck } from './requireCheck.ts'

/**
 * `DELETE /v1/account`: nothing is left of it but its name in the website's own books, and in the log under a keyed hash. The answer is a
 * signed statement of what was deleted, for the person to keep; the website is told, if it wants to know.
 */
export async function deleteAccount(ctx: Context, parts: Parts): Promise<void> {
  const { proof, device, account } = await requireCheck(ctx, parts)
  await proof.use()
  const { config, keys, now, store, audit, compaction } = parts
  const { id, clientId } = account
  const leave = () => leaveTogether(parts, { account: id, by: device.id, leaving: 'all' })
  const { devices, recoveryCodes, tickets, signIns } = await eraseAccount(store, account, leave)
  audit.note({ action: 'account deleted', by: { device: device.id }, client: clientId, account: id })
  compaction.soon()
  const claims: DeletionClaims = {
    iss: config.issuer,
    clientId,
    account: account.userId,
    deletedAt: now(),
    devices: devices.map((one) => ({
      device: one.id,
      keyAndTemplate: one.keyAndTemplate,
      enrolledAt: one.enrolledAt,
    })),
    recoveryCodes,
    tickets,
    signIns,
  }
  ctx.body = { statement: await keys.answer.sign('zauth-deletion+jwt', claims) } satisfies DeletionResponse
  tellWebsite(parts, account)
}

/** Not waited for: it is done, whether the website hears of it or not. */
function tellWebsite({ config, clients, keys, now, log }: Parts, { clientId, userId }: Account): void {
  const client = clients.find(clientId)
  if (client === null) return
  void tellOfReset({ issuer: config.issuer, keys, client, userId, now: now() }).then(
    (told) => {
      if (told === false) log.warn({ client: clientId }, 'a website could not be told that an account was deleted')
    },
    (err: unknown) => log.error({ err }, 'telling a website of a deletion failed'),
  )
}
