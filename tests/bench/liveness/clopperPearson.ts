/** How sure the limits are to hold the true rate. */
const confidence = 0.95

/**
 * The exact limits of a rate that was counted (Clopper & Pearson 1934), two-sided, 95 %.
 *
 * @param hits of `count`
 * @returns the lower and the upper limit, 0 to 1
 */
export function clopperPearson(hits: number, count: number): readonly [number, number] {
  if (count === 0) return [0, 1]
  const tail = (1 - confidence) / 2
  const lower = hits === 0 ? 0 : rootOf((rate) => 1 - cumulative(hits - 1, count, rate) - tail)
  const upper = hits === count ? 1 : rootOf((rate) => tail - cumulative(hits, count, rate))
  return [lower, upper]
}

/** The rate from 0 to 1 at which a rising function is 0. */
function rootOf(rising: (rate: number) => number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** How likely it is that a binomial count is at most `hits`. */
function cumulative(hits: number, count: number, rate: number): number {
  let term = (1 - rate) ** count
  let sum = term
  for (let k = 1; k <= hits; k++) {
    term *= ((count - k + 1) / k) * (rate / (1 - rate))
    sum += term
  }
  return sum
}
