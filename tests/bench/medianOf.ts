/** The middle of some values, of the two in the middle the upper one. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]
  if (middle === undefined) throw new RangeError('Unexpected step that was not timed')
  return Math.round(middle * 100) / 100
}
