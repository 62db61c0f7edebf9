import { describe } from 'vitest'
import { oneSlotZero } from './cheats.ts'
import { provesItself } from './provesItself.ts'
import { createTarget } from './target.ts'

/**
 * One slot of the right face is zero. Nothing is gained by it; it is the smallest lie that there is.
 */
describe('one slot that is zero', () => {
  provesItself(createTarget(), 'no square test', oneSlotZero)
})
