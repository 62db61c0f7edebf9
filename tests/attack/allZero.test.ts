import { describe } from 'vitest'
import { allZero } from './cheats.ts'
import { provesItself } from './provesItself.ts'
import { createTarget } from './target.ts'

/** Nothing at all, against an account that accepts a score of zero: no operator's false match rate allows one. */
describe('all zero', () => {
  provesItself({ ...createTarget(), acceptThreshold: 0 }, 'no square test', allZero)
})
