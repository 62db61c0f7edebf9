/**
 * The thresholds that hold two false match rates, measured by `tests/bench/accuracy.ts`: on 256 signs with a template of
 * norm 12, trained on five photographs, over half a million comparisons of different people.
 */
const measured = { rate: 1e-4, threshold: 90, perDecade: 12 } as const

/**
 * The operator's floor: below this accept threshold no template is taken, whatever was trained. Between and beyond the
 * measured rates the threshold grows by the same step for each factor of ten, as the tail of the scores does there; 1e-6 is
 * extrapolated.
 *
 * @param falseMatchRate how often somebody else may be accepted in one try, 1e-6 to 1e-4
 * @returns a score
 */
export function leastAcceptThreshold(falseMatchRate: number): number {
  if (!(falseMatchRate >= 1e-6 && falseMatchRate <= 1e-4))
    throw new RangeError(`Unexpected false match rate ${falseMatchRate}, expected 1e-6 to 1e-4`)
  // Rounded first, so that the last bit of a logarithm does not add a step.
  const decades = Number(Math.log10(measured.rate / falseMatchRate).toFixed(6))
  return Math.ceil(measured.threshold + measured.perDecade * decades)
}
