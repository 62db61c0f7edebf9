import { describe } from 'vitest'
import { scaledFace } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * An impostor whose score is too low multiplies all signs by the same small number. A match that returns a threshold on an
 * inner product falls to it, if nothing bounds the probe (encrypted match §9).
 */
describe('a scaled face', () => {
  provesItself(createTarget(), 'no square test', scaledFace)
})
