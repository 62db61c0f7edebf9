import { describe } from 'vitest'
import { encryptTemplate } from '../../shared/match/template.ts'
import { context } from '../match/world.ts'
import { strayCoefficient } from './attacker/cheats.ts'
import { provesItself } from './attacker/provesItself.ts'
import { createTarget } from './attacker/target.ts'

/**
 * The right face with a coefficient between the packed ones, which would let other positions of an answer be tested than
 * the one that is meant. A template whose weights add up to zero does not see X, but in one position of 32.
 */
describe('a stray coefficient', () => {
  const target = createTarget()
  const total = target.weights.reduce((sum, weight) => sum + weight, 0)
  const weights = target.weights.with(0, (target.weights[0] ?? 0) - total)
  const template = encryptTemplate(context, target.secretKey, weights)
  const look = (cosine: number) => {
    const { signs } = target.look(cosine)
    return { signs, score: signs.reduce((score, sign, i) => score + sign * (weights[i] ?? 0), 0) }
  }
  provesItself({ ...target, weights, template, look, acceptThreshold: 100 }, 'no square test', strayCoefficient)
})
