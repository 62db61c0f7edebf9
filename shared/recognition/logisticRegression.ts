import { solve } from './solve.ts'

/**
 * How little the weights are held back (Hastie et al., The Elements of Statistical Learning, §4.4.4): the sum of the losses
 * counts this many times as much as half the weights' squared norm. From 0.03 to 10 it hardly matters to the accuracy.
 */
const cost = 1
/** Newton's method converges quadratically: eight steps are usual. */
const mostSteps = 50
const leastStep = 1e-8

/**
 * The plane that separates a person's embeddings from others' best: L2-regularised logistic regression, by Newton's method
 * from zero, so that the same embeddings give the same plane.
 *
 * @param positives embeddings of the person, of unit norm
 * @param negatives embeddings of others, of unit norm
 * @returns the plane's normal: as many numbers as an embedding has, of any norm, pointing to the person's side
 */
export function logisticRegression(
  positives: readonly Float32Array[],
  negatives: readonly Float32Array[],
): Float32Array {
  const length = positives[0]?.length ?? 0
  // One more for the bias, which is not held back.
  const samples = [...positives, ...negatives].map((embedding) => Float64Array.of(...embedding, 1))
  const size = length + 1
  const weights = new Float64Array(size)
  for (let step = 0; step < mostSteps; step++) {
    const gradient = Float64Array.from(weights)
    gradient[length] = 0
    const hessian = new Float64Array(size * size)
    for (let i = 0; i < length; i++) hessian[i * size + i] = 1
    samples.forEach((sample, s) => addSample(sample, s < positives.length ? 1 : 0, weights, gradient, hessian))
    const change = solve(hessian, gradient)
    change.forEach((entry, i) => (weights[i] = (weights[i] ?? 0) - entry))
    if (change.every((entry) => Math.abs(entry) < leastStep)) break
  }
  return Float32Array.from(weights.subarray(0, length))
}

/** Adds a sample's part of the loss's gradient and of its Hessian's lower triangle. */
function addSample(
  sample: Float64Array,
  label: 0 | 1,
  weights: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = sample.length
  let logit = 0
  for (let i = 0; i < size; i++) logit += (weights[i] ?? 0) * (sample[i] ?? 0)
  const probability = 1 / (1 + Math.exp(-logit))
  const slope = cost * (probability - label)
  const curvature = cost * probability * (1 - probability)
  for (let i = 0; i < size; i++) {
    const entry = sample[i] ?? 0
    gradient[i] = (gradient[i] ?? 0) + slope * entry
    const row = i * size
    const scaled = curvature * entry
    for (let k = 0; k <= i; k++) hessian[row + k] = (hessian[row + k] ?? 0) + scaled * (sample[k] ?? 0)
  }
}
