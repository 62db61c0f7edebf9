import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack } from '../../shared/match/packing.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { acceptedScores, drawScoreTests } from '../../shared/match/scoreTests.ts'
import { K, mod, n } from './twin.ts'

/** The constant coefficient of a product of two packed vectors, by its definition modulo Y^n + 1. */
function constantOf(left: BigUint64Array, right: BigUint64Array): bigint {
  let sum = (left[0] ?? 0n) * (right[0] ?? 0n)
  for (let k = 1; k < n; k++) sum -= (left[k * K] ?? 0n) * (right[(n - k) * K] ?? 0n)
  return mod(sum)
}

test('of two thousand templates, probes and thresholds, exactly those with an accepted score give the token, once', () => {
  const vector = (entry: fc.Arbitrary<number>) => fc.array(entry, { minLength: n, maxLength: n })
  const weights = vector(fc.integer({ min: -4, max: 4 }))
  const signs = vector(fc.constantFrom(-1, 1))
  let accepted = 0
  fc.assert(
    fc.property(weights, signs, fc.integer({ min: -40, max: 40 }), (w, x, below) => {
      const score = scoreOf(Int32Array.from(w), Int8Array.from(x))
      const acceptThreshold = score - below
      const token = randomElements(2)
      const halves = drawScoreTests(acceptThreshold, token.slice())
      const constant = constantOf(pack(w), pack(x))
      const positions = halves.map(({ multipliers, offsets }, h) =>
        [...multipliers.keys()].filter(
          (j) => mod(constant * (multipliers[j] ?? 0n) + (offsets[j] ?? 0n)) === (token[h] ?? 0n),
        ),
      )
      expect(positions[0]).toEqual(positions[1])
      expect(positions[0]).toHaveLength(acceptedScores(acceptThreshold).includes(score) ? 1 : 0)
      accepted += positions[0]?.length ?? 0
    }),
    { numRuns: 2000 },
  )
  expect(accepted).toBeGreaterThan(400)
})
