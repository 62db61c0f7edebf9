import { describe } from 'vitest'
import { uniformPolynomial } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * All 8192 coefficients are uniform, packed or not, but for what the score tests see of them.
 */
describe('a uniform polynomial with an accepted score', () => {
  provesItself(createTarget(), 'no square test', uniformPolynomial)
})
