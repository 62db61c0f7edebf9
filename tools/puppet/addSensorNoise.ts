const length = 1 << 16

/** Normally distributed numbers of deviation 1, as many as serve without a pattern that shows. */
const table = Float32Array.from({ length }, () =>
  Array.from({ length: 12 }, Math.random).reduce((sum, value) => sum + value, -6),
)
const scaled = new Map<number, Int8Array>()

/** Values that are filled from one place of the table on; a whole number of pixels of four bytes, and no whole number of rows. */
const run = 4092

/**
 * Adds what a camera's sensor adds, in place: something else to every value of every frame.
 *
 * @param values bytes: of luminance, or of each colour
 * @param deviation in steps of 255; 2 is a webcam's in a lit room
 */
export function addSensorNoise(values: Uint8ClampedArray, deviation = 2): void {
  const noise = scaled.get(deviation) ?? Int8Array.from(table, (value) => Math.round(deviation * value))
  scaled.set(deviation, noise)
  for (let first = 0; first < values.length; first += run) {
    const last = Math.min(values.length, first + run)
    let at = Math.floor(Math.random() * (length - run))
    for (let i = first; i < last; i++) values[i] = (values[i] ?? 0) + (noise[at++] ?? 0)
  }
}
