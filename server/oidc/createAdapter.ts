import { errors, type Adapter, type AdapterFactory, type AdapterPayload } from 'oidc-provider'
import type { Parts } from '../parts.ts'
import { clientAdapter } from './clientAdapter.ts'
import { forgetfulAdapter } from './forgetfulAdapter.ts'
import { inItsWords } from './inItsWords.ts'

/** Past its expiry an artifact is kept this long: oidc-provider wants to see that a code or request was used. */
const remembered = 15 * 60_000

/**
 * What oidc-provider keeps, in the verifier's store; it checks the expiry of what it finds by itself. When the store cannot be used,
 * `temporarily_unavailable`.
 */
export function createAdapter({
  store: { artifacts },
  clients,
  now,
}: Pick<Parts, 'store' | 'clients' | 'now'>): AdapterFactory {
  const find = async (id: string) => payloadOf(await inItsWords(artifacts.find(id)))

  return (model): Adapter => {
    if (model === 'Session') return forgetfulAdapter
    if (model === 'Client') return clientAdapter(clients)
    const idOf = (id: string) => `${model}:${id}`
    return {
      async upsert(id, payload, expiresIn) {
        // A sign-in whose way back was taken meanwhile, by another click on the same button, is not to come back with its result.
        const isEnding = model === 'Interaction' && payload.result !== undefined
        const fields = {
          grantId: payload.grantId ?? null,
          uid: payload.uid ?? null,
          payload: JSON.stringify(payload),
          removeAt: now() + 1000 * (expiresIn ?? 0) + remembered,
        }
        if (isEnding) {
          if (!(await inItsWords(artifacts.update(idOf(id), {}, fields)))) throw over()
          return
        }
        const isNew = await inItsWords(artifacts.insert({ id: idOf(id), consumed: null, ...fields }))
        // oidc-provider looks first and writes then: of two that bring the same assertion at the same time, one gets here second.
        if (!isNew && model === 'ReplayDetection') throw new errors.InvalidRequest('seen before')
        if (!isNew) await inItsWords(artifacts.update(idOf(id), {}, fields))
      },
      find: (id) => find(idOf(id)),
      async findByUid(uid) {
        const found = await inItsWords(artifacts.findAll({ uid }))
        return payloadOf(found.find(({ id }) => id.startsWith(idOf(''))) ?? null)
      },
      // Only for device codes, which are not offered.
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        // Of two that use a code at the same time, one gets here second.
        const isFirst = await inItsWords(
          artifacts.update(idOf(id), { consumed: null }, { consumed: Math.floor(now() / 1000) }),
        )
        if (!isFirst) throw new errors.InvalidGrant('already consumed')
      },
      async destroy(id) {
        const isFirst = await inItsWords(artifacts.remove(idOf(id)))
        // It looks first and removes then, and gives a code: of two that take the same way back at the same time, one gets here second.
        if (!isFirst && model === 'Interaction') throw over()
      },
      async revokeByGrantId(grantId) {
        await inItsWords(artifacts.removeAll({ grantId }))
      },
    }
  }
}

const over = () => new errors.SessionNotFound('interaction session not found')

function payloadOf(artifact: { payload: string; consumed: number | null } | null): AdapterPayload | undefined {
  if (artifact === null) return undefined
  const payload = JSON.parse(artifact.payload) as AdapterPayload
  return artifact.consumed === null ? payload : { ...payload, consumed: artifact.consumed }
}
