import type { Movement } from '../../shared/protocol/movements.ts'
import type { Parts } from '../parts.ts'
import { policyOfAccount } from '../policy/policyOfAccount.ts'
import type { Device } from '../store/records.ts'
import { areMovementsDue } from './areMovementsDue.ts'
import { countDraw } from './countDraw.ts'
import { drawMovements } from './drawMovements.ts'

/** What a challenge asks of the head, and which of the interaction's sequences it is; null where nothing is due. */
interface Drawn {
  readonly movements: readonly Movement[]
  readonly draw: number | null
}

/**
 * Draws the movements of a device's next challenge, where its website wants any now.
 * @throws ZAuthError `too_many_tries`
 */
export async function movementsFor(parts: Parts, interaction: string, device: Device): Promise<Drawn> {
  const { liveness } = await policyOfAccount(parts, device.account)
  if (!areMovementsDue(liveness, device, parts.now())) return { movements: [], draw: null }
  const draw = await countDraw(parts, interaction, device.id)
  return { movements: drawMovements(device.movementSet, parts.random), draw }
}
