import { randomBytes } from 'node:crypto'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import type { Parts } from '../parts.ts'
import type { EntraRequest } from './readRequest.ts'
import { heldIdOf } from './heldIdOf.ts'
import type { HeldRequest } from './heldRequest.ts'
import { EntraRefusal } from './refusal.ts'
import { hintLifetime } from './verifyHint.ts'

/** From the answer to a form to the browser's next request. */
const patience = 60_000

/** Requests about one person that are remembered at the same time: one hint, with ever new states, makes no more. */
const mostOfPerson = 100

const nothing = { grantId: null, uid: null, consumed: null }

/**
 * Keeps a checked request until the browser has made its next one. The form came from Entra's page, so that the browser sent no
 * SameSite cookie with it; it cannot be told yet which browser it is, and marking it would make it a stranger to what it had begun.
 *
 * @returns a handle: for one use, within a minute
 * @throws ZAuthError `interaction_over` for a request that came before; EntraRefusal when there are too many about one person
 */
export async function holdRequest({ store, now }: Parts, clientId: string, request: EntraRequest): Promise<string> {
  const rememberUntil = now() + 4 * hintLifetime
  const grantId = `entra:${accountIdOf(clientId, request.userId)}`
  const seen = { id: request.id, ...nothing, grantId, payload: '{}', removeAt: rememberUntil }
  const isFirst = await store.artifacts.insert(seen)
  if (!isFirst) throw new ZAuthError('interaction_over', 'the same request of Entra’s again')
  // Its own among them, so that of many that come at once none goes unseen.
  const remembered = await store.artifacts.findAll({ grantId })
  if (remembered.filter(({ removeAt }) => removeAt > now()).length > mostOfPerson) {
    await store.artifacts.remove(request.id)
    throw new EntraRefusal('temporarily_unavailable', 'There were too many requests about one person')
  }
  const handle = randomBytes(32).toString('base64url')
  const { id, userId, accountName, wayBack } = request
  const expiresAt = now() + patience
  const payload = JSON.stringify({ clientId, id, userId, accountName, wayBack, expiresAt } satisfies HeldRequest)
  await store.artifacts.insert({ id: heldIdOf(handle), ...nothing, payload, removeAt: expiresAt + patience })
  return handle
}
