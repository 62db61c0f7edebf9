import { ZAuthError } from '../../../shared/protocol/errors.ts'
import type { Parts } from '../../parts.ts'
import { newChallenge } from '../../verify/newChallenge.ts'
import { redeem } from '../../verify/redeem.ts'
import { operatorUrl } from '../operatorUrl.ts'
import type { Operators } from '../openOperators.ts'
import type { Operator } from '../operatorsIn.ts'
import { accountOf, operatorsClient, userOf } from '../userOf.ts'
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

/** Whether a result says that the face was seen that a session of an operator's has ordered a look at; each is taken once. */
export async function wasSeen(
  parts: Pick<Parts, 'store' | 'now'>,
  operator: Operator,
  { secret }: Pick<OrderedLook, 'secret'>,
  result: string,
): Promise<boolean> {
  try {
    const brought = { clientId: operatorsClient, userId: userOf(operator), secret, result }
    return (await redeem(parts, brought)).authenticatedBy === 'face'
  } catch (error) {
    if (error instanceof ZAuthError && /^result_/.test(error.code)) return false
    throw error
  }
}
