/**
 * Σ w_i x_i: how well signs fit a template. Only who holds both in the clear can compute it: the extension while it
 * enrols, and tests.
 *
 * @param weights 256 integers
 * @param signs 256 signs
 */
export function scoreOf(weights: Int32Array, signs: Int8Array): number {
  let score = 0
  for (let i = 0; i < weights.length; i++) score += (weights[i] ?? 0) * (signs[i] ?? 0)
  return score
}
