import { inFrame } from './inFrame.ts'
import { templateNorm } from './parameters.ts'
import { roundedForSigns } from './roundedForSigns.ts'

/**
 * A trained direction in the public frame, scaled to norm 12 and rounded: the template, before it is encrypted
 * (encrypted match §2).
 *
 * @param direction 64 numbers, not all zero; any norm
 * @returns 256 small integers
 */
export function weightsOf(direction: Float32Array): Int32Array {
  const framed = inFrame(direction)
  const norm = Math.hypot(...framed)
  if (!(norm > 0 && norm < Infinity)) throw new RangeError('Unexpected direction without a direction')
  return roundedForSigns(framed.map((entry) => (entry * templateNorm) / norm))
}
