import { describe } from 'vitest'
import { constant } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * The simplest polynomial with an accepted score: the same number in each slot.
 */
describe('a constant with an accepted score', () => {
  provesItself(createTarget(), 'no square test', constant)
})
