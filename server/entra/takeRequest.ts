import { ZAuthError } from '../../shared/protocol/errors.ts'
import { kinds } from '../once/kinds.ts'
import { takeOnce } from '../once/takeOnce.ts'
import type { Parts } from '../parts.ts'
import { HeldRequest } from './heldRequest.ts'

/**
 * Takes a held request, once.
 * @throws ZAuthError `interaction_unknown`, `interaction_expired`, `interaction_over`
 */
export async function takeRequest(parts: Parts, handle: string): Promise<HeldRequest> {
  const held = await takeOnce(parts, kinds.entraHeld, handle, HeldRequest)
  if (held === 'unknown') throw new ZAuthError('interaction_unknown', 'no such request of Entra’s')
  if (held === 'used before') throw new ZAuthError('interaction_over', 'a request of Entra’s that was taken before')
  if (held === 'expired') throw new ZAuthError('interaction_expired')
  return held
}
