import { describe } from 'vitest'
import { oneSlotZero } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * One slot of the right face is zero. Nothing is gained by it; it is the smallest lie that there is.
 */
describe('one slot that is zero', () => {
  provesItself(createTarget(), 'no square test', oneSlotZero)
})
