import type { Parts } from '../../parts.ts'
import { operatorUrl } from '../operatorUrl.ts'
import type { Operators } from '../openOperators.ts'
import type { Operator } from '../operatorsIn.ts'
import { accountOf, operatorsClient, userOf } from '../userOf.ts'
import { newChallenge } from '../../verify/newChallenge.ts'
import { secretHashOf } from '../../verify/secretHashOf.ts'
import { returnPath } from './withOperators.ts'

/** What was ordered: for the session, and where to send the browser. */
export interface OrderedLook {
  readonly id: string
  readonly secret: string
  readonly url: string
}

/** Orders a look at an operator's face from the verifier itself, by the verify road; the first look needs the code that she was given. */
export async function orderLook(parts: Parts, operators: Operators, operator: Operator): Promise<OrderedLook> {
  const { store, config, now } = parts
  const account = accountOf(operator)
  const { id: ticket, until } = operator.ticket
  const hasDevice = ((await store.accounts.find(account))?.devices ?? []).length > 0
  // Once: a code that was typed is good no more, whoever has the password and the code.
  if (!hasDevice && (await operators.takeTicket(operator, now())))
    await store.enrolmentTickets.insert({ id: ticket, account, removeAt: until })
  const { challenge, secret } = newChallenge(parts, {
    clientId: operatorsClient,
    userId: userOf(operator),
    account,
    returnTo: `${operatorUrl(config) ?? ''}${returnPath}`,
    reason: 'Look at the operators’ pages',
    action: null,
    demandsFace: true,
  })
  await store.verifyChallenges.insert(challenge)
  const { id } = challenge
  return { id, secret, url: `${config.issuer}/verify/${id}` }
}

/** Whether a result says that the face was seen that a session has ordered a look at; each is taken once. */
export async function wasSeen(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  ordered: Pick<OrderedLook, 'id' | 'secret'>,
  result: string,
): Promise<boolean> {
  const challenge = await store.verifyChallenges.find(ordered.id)
  const resultHash = secretHashOf(result)
  if (challenge?.resultHash !== resultHash || challenge.secretHash !== secretHashOf(ordered.secret)) return false
  if (challenge.clientId !== operatorsClient || challenge.authenticatedBy !== 'face') return false
  if ((challenge.resultExpiresAt ?? 0) <= now()) return false
  return await store.verifyChallenges.update(ordered.id, { state: 'answered', resultHash }, { state: 'redeemed' })
}
