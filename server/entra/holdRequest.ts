import { ZAuthError } from '../../shared/protocol/errors.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import { firstTime } from '../once/firstTime.ts'
import { keepOnce } from '../once/keepOnce.ts'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import type { EntraRequest } from './readRequest.ts'
import type { HeldRequest } from './heldRequest.ts'
import { hintLifetime } from './verifyHint.ts'

/** From the answer to a form to the browser's next request. */
const patience = 60_000

/** Requests about one person that are remembered at the same time: one hint, with ever new states, makes no more. */
const mostOfPerson = 100

/**
 * Keeps a checked request until the browser has made its next one. The form came from Entra's page, so that the browser sent no
 * SameSite cookie with it; it cannot be told yet which browser it is, and marking it would make it a stranger to what it had begun.
 *
 * @returns a handle: for one use, within a minute
 * @throws ZAuthError `interaction_over` for a request that came before; RoadRefusal when there are too many about one person
 */
export async function holdRequest(parts: Parts, clientId: string, request: EntraRequest): Promise<string> {
  const { store, now } = parts
  const rememberUntil = now() + 4 * hintLifetime
  const grantId = kinds.entraRequest + accountIdOf(clientId, request.userId)
  const isFirst = await firstTime(store, request.id, rememberUntil, grantId)
  if (!isFirst) throw new ZAuthError('interaction_over', 'the same request of Entra’s again')
  // Its own among them, so that of many that come at once none goes unseen.
  const remembered = await store.artifacts.findAll({ grantId })
  if (remembered.filter(({ removeAt }) => removeAt > now()).length > mostOfPerson) {
    await store.artifacts.remove(request.id)
    throw new RoadRefusal('temporarily_unavailable', 'There were too many requests about one person')
  }
  const { id, userId, accountName, wayBack } = request
  const content: Omit<HeldRequest, 'expiresAt'> = { clientId, id, userId, accountName, wayBack }
  return await keepOnce(parts, kinds.entraHeld, content, { lifetime: patience, remembered: patience })
}
