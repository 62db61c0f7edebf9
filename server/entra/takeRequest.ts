import * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { heldIdOf } from './heldIdOf.ts'
import { HeldRequest } from './heldRequest.ts'

/**
 * Takes a held request, once.
 * @throws ZAuthError `interaction_unknown`, `interaction_expired`, `interaction_over`
 */
export async function takeRequest({ store, now }: Parts, handle: string): Promise<HeldRequest> {
  const id = heldIdOf(handle)
  const found = await store.artifacts.find(id)
  if (found === null) throw new ZAuthError('interaction_unknown', 'no such request of Entra’s')
  const isFirst = await store.artifacts.update(id, { consumed: null }, { consumed: Math.floor(now() / 1000) })
  if (!isFirst) throw new ZAuthError('interaction_over', 'a request of Entra’s that was taken before')
  const held = v.parse(HeldRequest, JSON.parse(found.payload))
  if (held.expiresAt <= now()) throw new ZAuthError('interaction_expired')
  return held
}
