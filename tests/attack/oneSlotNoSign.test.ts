import { describe } from 'vitest'
import { oneSlotNoSign } from './cheats.ts'
import { provesItself } from './provesItself.ts'
import { createTarget } from './target.ts'

/**
 * One slot is no sign but the number that repairs the score modulo p: 255 slots are right.
 */
describe('one slot that is not a sign', () => {
  provesItself(createTarget(), 'no square test', oneSlotNoSign)
})
