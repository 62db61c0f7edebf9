import { describe } from 'vitest'
import { uniformSlots } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * Slots that are uniform modulo p, but for one that makes the score right: no face is needed at all.
 */
describe('uniform slots with an accepted score', () => {
  provesItself(createTarget(), 'no square test', uniformSlots)
})
