import { describe } from 'vitest'
import { allZero } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/** Nothing at all, against an account that accepts a score of zero: no operator's false match rate allows one. */
describe('all zero', () => {
  provesItself({ ...createTarget(), acceptThreshold: 0 }, 'no square test', allZero)
})
