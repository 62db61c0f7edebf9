import { stride } from '../match/parameters.ts'
import { scoreOf } from '../match/score.ts'
import { signsOf } from '../match/signs.ts'
import { leastAcceptThreshold } from './leastAcceptThreshold.ts'

/**
 * The operator's rate is a mean over all people. A template that by its own tail would let others in this many times as
 * often gets a threshold of its own. Raising every template to the wanted rate would reject one photograph of the right
 * person in 150 more and, measured on photographs, let in hardly fewer others: the tail tells who is extreme, no more.
 */
const greatestExcess = 10

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
  const scores = negatives.map((negative) => scoreOf(weights, signsOf(negative)))
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length
  const tail = mean + normalQuantile(greatestExcess * falseMatchRate) * Math.sqrt(variance)
  const greatest = weights.reduce((sum, weight) => sum + Math.abs(weight), 0)
  // The last one: a match accepts K scores, two apart (encrypted match §6), and none may lie above them.
  const least = Math.ceil(Math.max(tail, leastAcceptThreshold(falseMatchRate), greatest - 2 * (stride - 1)))
  return (least - greatest) % 2 === 0 ? least : least + 1
}

/** How many deviations above the mean a normal distribution leaves this much (Abramowitz & Stegun, 26.2.23; within 4.5e-4). */
function normalQuantile(upperTail: number): number {
  const t = Math.sqrt(-2 * Math.log(upperTail))
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
}
