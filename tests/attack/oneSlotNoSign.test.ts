import { describe } from 'vitest'
import { oneSlotNoSign } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * One slot is no sign but the number that repairs the score modulo p: 255 slots are right.
 */
describe('one slot that is not a sign', () => {
  provesItself(createTarget(), 'no square test', oneSlotNoSign)
})
