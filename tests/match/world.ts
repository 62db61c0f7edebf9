import { createMatchContext, type MatchContext } from '../../shared/match/context.ts'
import { createKeyPair, type KeyPair } from '../../shared/match/keyPair.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { signsOf } from '../../shared/match/signs.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { weightsOf } from '../../shared/match/weights.ts'
import { randomFrom } from '../randomFrom.ts'

/** One for all tests of a file: it takes half a second to make. */
export const context: MatchContext = await createMatchContext()

export interface Person extends KeyPair {
  readonly direction: Float32Array
  readonly weights: Int32Array
  readonly template: Uint8Array
  /** 0 or 1: the parity that all scores of this template have. */
  readonly parity: number
  /** Signs of an embedding at a cosine to the person's direction, and their score. */
  look(cosine: number): { signs: Int8Array; score: number }
}

/** Somebody with a direction of her own, keys, and a template. */
export function createPerson(seed: number): Person {
  const random = randomFrom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const unit = (vector: Float32Array) => {
    const norm = Math.hypot(...vector)
    return vector.map((entry) => entry / norm)
  }
  const direction = unit(Float32Array.from({ length: 64 }, normal))
  const weights = weightsOf(direction)
  const keys = createKeyPair(context)
  return {
    ...keys,
    direction,
    weights,
    template: encryptTemplate(context, keys.secretKey, weights),
    parity: Math.abs(weights.reduce((sum, weight) => sum + weight, 0)) % 2,
    look(cosine) {
      const across = unit(Float32Array.from({ length: 64 }, normal))
      const along = across.reduce((sum, entry, i) => sum + entry * (direction[i] ?? 0), 0)
      const orthogonal = unit(across.map((entry, i) => entry - along * (direction[i] ?? 0)))
      const sine = Math.sqrt(1 - cosine * cosine)
      const signs = signsOf(direction.map((entry, i) => cosine * entry + sine * (orthogonal[i] ?? 0)))
      return { signs, score: scoreOf(weights, signs) }
    },
  }
}
