import { describe } from 'vitest'
import { uniformPolynomial } from './cheats.ts'
import { provesItself } from './provesItself.ts'
import { createTarget } from './target.ts'

/**
 * All 8192 coefficients are uniform, packed or not, but for what the score tests see of them.
 */
describe('a uniform polynomial with an accepted score', () => {
  provesItself(createTarget(), 'no square test', uniformPolynomial)
})
