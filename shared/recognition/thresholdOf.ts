import { frame } from '../match/frame.ts'
import { nearestSigns } from '../match/nearestSigns.ts'
import { embeddingLength, stride } from '../match/parameters.ts'
import { scoreOf } from '../match/score.ts'
import { leastAcceptThreshold } from './leastAcceptThreshold.ts'

/**
 * The operator's rate is a mean over all people. A template that by its own tail would let others in this many times as
 * often gets a threshold of its own. Raising every template to the wanted rate would reject one photograph of the right
 * person in 150 more and, measured on photographs, let in hardly fewer others: the tail tells who is extreme, no more.
 */
const greatestExcess = 10

/** Points by which a face may score higher than the very direction that a template is of: what rounding adds by luck. */
const luck = 6

/**
 * The accept threshold of a template: the floor that holds the wanted false match rate over all people, or more for a
 * person whom exceptionally many others resemble.
 *
 * A thousand negatives cannot count one in a hundred thousand, so the tail of their scores is extrapolated: as that of a
 * normal distribution with their mean and deviation, since a score is a sum of 256 small terms. On photographs of real
 * people that fits better than an exponential tail through the highest twentieth. It is no proof, as generated faces are less
 * diverse than people, and the template was trained against these very negatives: hence the floor, measured on photographs.
 *
 * @param weights 256 integers
 * @param negatives embeddings of unit norm
 * @returns a score of the parity that this template's scores have
 */
export function thresholdOf(weights: Int32Array, negatives: readonly Float32Array[], falseMatchRate: number): number {
  const scores = signsOfAll(negatives).map((negative) => scoreOf(weights, negative))
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length
  const tail = mean + normalQuantile(greatestExcess * falseMatchRate) * Math.sqrt(variance)
  const typical = scoreOf(weights, nearestSigns(directionOf(weights)))
  // The last one: a match accepts K scores, two apart (encrypted match §6), and no face may score above them.
  const least = Math.ceil(Math.max(tail, leastAcceptThreshold(falseMatchRate), typical + luck - 2 * (stride - 1)))
  return (least - typical) % 2 === 0 ? least : least + 1
}

/** The embedding that scores highest, but for rounding: the sum of the frame's columns with a template's weights. */
function directionOf(weights: Int32Array): Float32Array {
  const direction = new Float32Array(embeddingLength)
  frame.forEach((column, k) => {
    column.forEach((entry, i) => (direction[i] = (direction[i] ?? 0) + (weights[k] ?? 0) * entry))
  })
  return direction
}

const known = new WeakMap<readonly Float32Array[], readonly Int8Array[]>()

/** The negatives' signs, which whoever trains more than once needs again. */
function signsOfAll(negatives: readonly Float32Array[]): readonly Int8Array[] {
  const signs = known.get(negatives) ?? negatives.map(nearestSigns)
  known.set(negatives, signs)
  return signs
}

/** How many deviations above the mean a normal distribution leaves this much (Abramowitz & Stegun, 26.2.23; within 4.5e-4). */
function normalQuantile(upperTail: number): number {
  const t = Math.sqrt(-2 * Math.log(upperTail))
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
}
