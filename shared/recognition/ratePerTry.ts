/**
 * How often somebody else may be accepted in one try, so that a sign-in of several tries holds the operator's rate: as if the
 * tries were independent, which is the worst that they can be. The rate of a try is what `train` and `leastAcceptThreshold` take.
 *
 * @param falseMatchRate the operator's, for a sign-in
 * @param tries that a sign-in may take, at least 1
 */
export function ratePerTry(falseMatchRate: number, tries: number): number {
  if (!(Number.isSafeInteger(tries) && tries >= 1))
    throw new RangeError(`Unexpected number of tries ${tries}, expected 1 or more`)
  // 1 − (1 − rate)^(1 / tries), for rates so small that the difference from 1 would lose their digits.
  return -Math.expm1(Math.log1p(-falseMatchRate) / tries)
}
