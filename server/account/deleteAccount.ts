import type { Context } from 'koa'
import type { DeletionClaims, DeletionResponse } from '../../shared/protocol/accountMessages.ts'
import { accountTries } from '../attempts/trySubject.ts'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import { clientOf } from '../interactions/clientOf.ts'
import { tellOfReset } from '../oidc/tellOfReset.ts'
import type { Parts } from '../parts.ts'
import type { Account, Device } from '../store/records.ts'
import { leaveTogether } from './leaveTogether.ts'
import { requireCheck } from './requireCheck.ts'

/**
 * `DELETE /v1/account`: nothing is left of it but its name in the website's own books, and in the log under a keyed hash. The answer is a
 * signed statement of what was deleted, for the person to keep; the website is told, if it wants to know.
 */
export async function deleteAccount(ctx: Context, parts: Parts): Promise<void> {
  const { proof, device, account } = await requireCheck(ctx, parts)
  await proof.use()
  const { config, keys, now } = parts
  const deleted = await deleteAll(parts, account, device)
  const { id, clientId } = account
  parts.audit.note({ action: 'account deleted', by: { device: device.id }, client: clientId, account: id })
  const claims: DeletionClaims = {
    iss: config.issuer,
    clientId: account.clientId,
    account: account.userId,
    deletedAt: now(),
    ...deleted,
  }
  ctx.body = { statement: await keys.answer.sign('zauth-deletion+jwt', claims) } satisfies DeletionResponse
  tellWebsite(parts, account)
}

async function deleteAll(
  parts: Parts,
  { id: account }: Account,
  { id: by }: Device,
): Promise<Pick<DeletionClaims, 'devices' | 'recoveryCodes' | 'tickets' | 'signIns'>> {
  const { store } = parts
  // Before the list is empty: were there a crash in between, a code must not open what has no device any more.
  const recoveryCodes = await store.recoveryCodes.removeAll({ account })
  const tickets =
    (await store.enrolmentTickets.removeAll({ account })) + (await store.additions.removeAll({ id: account }))
  const left = await leaveTogether(parts, { account, by, leaving: 'all' })

  const signIns = await store.interactions.removeAll({ account })
  await store.verifyChallenges.removeAll({ account })
  await store.challenges.removeAll({ account })
  // Those that wait for their first token, too.
  const pending = await store.devices.findAll({ account, state: 'pending' })
  const devices: DeletionClaims['devices'] = []
  for (const id of [...left, ...pending.map((one) => one.id)]) {
    const record = await store.devices.find(id)
    await withdrawDevice(parts, { id, account })
    if (record === null) continue
    const { keyAndTemplate, enrolledAt } = record
    devices.push({ device: id, keyAndTemplate, enrolledAt })
  }
  await store.tries.remove(accountTries(account))
  const emptied = await store.accounts.find(account)
  if (emptied?.devices.length === 0) await store.accounts.remove(account, { version: emptied.version })
  return { devices, recoveryCodes, tickets, signIns }
}

/** Not waited for: it is done, whether the website hears of it or not. */
function tellWebsite({ config, clients, keys, log }: Parts, { clientId, userId }: Account): void {
  const client = clientOf({ clients }, clientId)
  if (client === null) return
  void tellOfReset({ issuer: config.issuer, keys, client, userId }).then(
    (told) => {
      if (told === false) log.warn({ client: clientId }, 'a website could not be told that an account was deleted')
    },
    (err: unknown) => log.error({ err }, 'telling a website of a deletion failed'),
  )
}
