import { expect, test } from 'vitest'
import { checkPublicKey } from '../../shared/match/checks.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { coefficientModulusBits, plainModulus, ringDegree } from '../../shared/match/parameters.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { context } from '../match/world.ts'
import { denominated, roundingBits, type Denominated } from './attacker/denominator.ts'
import { readsBoth } from './attacker/readsBoth.ts'
import { createTarget, type Target } from './attacker/target.ts'
import { weakened } from './attacker/weakened.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/**
 * A public key is (p·e − a·s, a), of which only a comes from a seed. Who enrols may choose the first polynomial, and with it an
 * s that is no secret: zero. No check can tell. The switch rounds less away for her, as an honest s and s² spread the rounding
 * of two polynomials over all coefficients; Γ and U must then hold alone. (She has little to win: who enrols knows the
 * template, and could have enrolled any.)
 */
const words = coefficientModulusBits.length * ringDegree

function withoutSecret(target: Target): Target {
  const secretKey = target.secretKey.slice()
  secretKey.fill(0, secretKey.length - 8 * words)
  const publicKey = target.publicKey.slice()
  const chosen = new BigUint64Array(words).fill(plainModulus)
  publicKey.set(new Uint8Array(chosen.buffer), ciphertextLayout.data)
  return { ...target, secretKey, publicKey, template: encryptTemplate(context, secretKey, target.weights) }
}

function vulnerable(): { target: Target; found: Denominated } {
  for (let seed = 28; ; seed++) {
    const target = withoutSecret(createTarget(seed))
    const found = denominated(target, roundingBits.noSecret)
    if (found) return { target, found }
  }
}
const { target, found } = vulnerable()
const mostWraps = BigInt(Math.ceil(6 * found.cost))

test('such a key looks like any other', () => {
  expect(() => checkPublicKey(context, target.publicKey)).not.toThrow()
})

test('a U of 36 bits lets both halves be read, up to a search', () => {
  const tries = [1, 2, 3].map(() => readsBoth(target, found, weakened(target.publicKey, 'a U of 36 bits'), mostWraps))
  expect(tries.filter(Boolean).length).toBeGreaterThanOrEqual(2)
})

test('gets nothing from ours, whose U has 84 bits', () => {
  for (let tries = 0; tries < 6; tries++) {
    expect(readsBoth(target, found, prepareFromBytes(context, target.publicKey), mostWraps)).toBe(false)
  }
})
