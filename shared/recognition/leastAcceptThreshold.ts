/**
 * The least thresholds that hold 1e-4 and 1e-5 on the development half of the people whom `npm run bench:accuracy` looks at: 256 signs,
 * templates of norm 12, trained on five photographs. It says too what they come to on the other half.
 */
const measured = { rate: 1e-4, threshold: 85, perDecade: 9 } as const

/** An operator chooses 1e-6 to 1e-4 for a sign-in; `ratePerTry` makes less of it for each of its tries. */
const [leastRate, greatestRate] = [1e-8, 1e-4]

/**
 * The operator's floor: below this accept threshold no template is taken, whatever was trained. Between and beyond the
 * measured rates the threshold grows by the same step for each factor of ten, as the tail of the scores does there; 1e-6 is
 * extrapolated.
 *
 * @param falseMatchRate how often somebody else may be accepted in one try, 1e-8 to 1e-4
 * @returns a score
 */
export function leastAcceptThreshold(falseMatchRate: number): number {
  if (!(falseMatchRate >= leastRate && falseMatchRate <= greatestRate))
    throw new RangeError(`Unexpected false match rate ${falseMatchRate}, expected ${leastRate} to ${greatestRate}`)
  // Rounded first, so that the last bit of a logarithm does not add a step.
  const decades = Number(Math.log10(measured.rate / falseMatchRate).toFixed(6))
  return Math.ceil(measured.threshold + measured.perDecade * decades)
}
