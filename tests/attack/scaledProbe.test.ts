import { describe } from 'vitest'
import { scaledFace } from './cheats.ts'
import { provesItself } from './provesItself.ts'
import { createTarget } from './target.ts'

/**
 * An impostor whose score is too low multiplies all signs by the same small number. A match that returns a threshold on an
 * inner product falls to it, if nothing bounds the probe (encrypted match §7).
 */
describe('a scaled face', () => {
  provesItself(createTarget(), 'no square test', scaledFace)
})
