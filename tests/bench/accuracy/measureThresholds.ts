import { stride } from '../../../shared/match/parameters.ts'
import { leastAcceptThreshold } from '../../../shared/recognition/leastAcceptThreshold.ts'
import { thresholdOf } from '../../../shared/recognition/thresholdOf.ts'
import type { Identity } from './identity.ts'
import { wilson, type Interval } from './intervals.ts'
import { falseMatchRate, falseNonMatchRate, scoresOf, total } from './rates.ts'
import type { Trial } from './trialsOf.ts'
import { scoreOffset } from './ways.ts'

/** Who of the people is looked at: the floors were chosen on the development half alone. */
export type Half = 'development' | 'validation' | 'all'

/** What the product's own thresholds come to. */
export interface AtThresholds {
  /** The false match rate that training was asked for. */
  readonly wanted: number
  readonly half: Half
  readonly floor: number
  readonly meanThreshold: number
  readonly fmr: number
  /** Wilson's, as if all comparisons were independent: it is too narrow. */
  readonly fmrInterval: Interval
  readonly fnmr: number
  readonly fnmr3: number
}

const wanted = [1e-4, 1e-5, 1e-6]
const halves = ['development', 'validation', 'all'] as const

/**
 * The rates at the thresholds that enrolments really get: one for each template, made with it, without a look at anybody's
 * photographs; unlike those of `measureRates`, which are chosen on the scores that they are applied to.
 */
export function measureThresholds(
  trials: readonly Trial<Int32Array>[],
  identities: readonly Identity[],
  negatives: readonly Float32Array[],
): AtThresholds[] {
  return halves.flatMap((half) => {
    const own = trials.filter(({ who }) => half === 'all' || halfOf(identities[who]?.name ?? '') === half)
    return wanted.map((rate) => atThresholds(own, negatives, rate, half))
  })
}

function atThresholds(
  trials: readonly Trial<Int32Array>[],
  negatives: readonly Float32Array[],
  rate: number,
  half: Half,
): AtThresholds {
  const thresholds = trials.map(({ template }) => thresholdOf(template, negatives, rate))
  // Shifted so that one comparison with the offset serves all.
  const shifted = trials.map(({ genuine, ofThree, impostor }, i) => {
    const threshold = thresholds[i] ?? 0
    const shiftedImpostor = new Uint32Array(impostor.length + scoreOffset)
    impostor.forEach(
      (count, bin) =>
        (shiftedImpostor[Math.max(0, bin - threshold)] = (shiftedImpostor[Math.max(0, bin - threshold)] ?? 0) + count),
    )
    // A score above the last one that is accepted is as good as none.
    const above = (score: number): number =>
      score - threshold > 2 * (stride - 1) + scoreOffset ? 0 : score - threshold
    return { genuine: genuine.map(above), ofThree: ofThree.map(above), impostor: shiftedImpostor }
  })
  const { genuine, ofThree, impostor } = scoresOf(shifted)
  const fmr = falseMatchRate(impostor, scoreOffset)
  return {
    wanted: rate,
    half,
    floor: leastAcceptThreshold(rate),
    meanThreshold: thresholds.reduce((sum, threshold) => sum + threshold, 0) / thresholds.length,
    fmr,
    fmrInterval: wilson(fmr * total(impostor), total(impostor)),
    fnmr: falseNonMatchRate(genuine, scoreOffset) ?? NaN,
    fnmr3: falseNonMatchRate(ofThree, scoreOffset) ?? NaN,
  }
}

/** Half of the people, by their names alone (FNV-1a), so that it stays the same whoever else is in the folder. */
export function halfOf(name: string): 'development' | 'validation' {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return (hash >>> 16) % 2 === 0 ? 'development' : 'validation'
}
