import { describe } from 'vitest'
import { repairedNorm } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * A match that checks ‖x‖² = n modulo p instead of x² = 1: an impostor is scaled up, and the norm repaired by huge values in
 * slots where the template is likely to be zero (encrypted match §9).
 */
describe('huge values where the template is zero', () => {
  provesItself(createTarget(), 'a norm test instead of the square test', repairedNorm)
})
