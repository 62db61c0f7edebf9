const length = 1 << 16

/** Normally distributed numbers of deviation 1, as many as serve without a pattern that shows. */
const table = Float32Array.from({ length }, () =>
  Array.from({ length: 12 }, Math.random).reduce((sum, value) => sum + value, -6),
)

/**
 * Adds what a camera's sensor adds, in place: something else to every pixel of every frame.
 *
 * @param values bytes: of luminance, or of each colour
 * @param deviation in steps of 255; 2 is a webcam's in a lit room
 */
export function addSensorNoise(values: Uint8Array | Uint8ClampedArray, deviation = 2): void {
  let at = 0
  for (let i = 0; i < values.length; i++) {
    // Begun somewhere else every few rows, the table shows no pattern.
    if (i % 4093 === 0) at = Math.floor(Math.random() * length)
    at = (at + 1) & (length - 1)
    values[i] = Math.max(0, Math.min(255, (values[i] ?? 0) + deviation * (table[at] ?? 0) + 0.5))
  }
}
