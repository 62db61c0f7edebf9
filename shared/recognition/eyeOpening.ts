/** Of each eye: its two corners, and three pairs of landmarks on the upper and the lower lid. */
const eyes = [
  {
    corners: [33, 133],
    lids: [
      [159, 145],
      [158, 153],
      [160, 144],
    ],
  },
  {
    corners: [263, 362],
    lids: [
      [386, 374],
      [385, 380],
      [387, 373],
    ],
  },
] as const

/**
 * How far the less open eye is open: the distance of its lids as a part of its width (Soukupová and Čech 2016). About 0.26 for
 * most people and 0.16 for one in a hundred, so that it means little without a person's other images beside it.
 *
 * @param landmarks 468 of x, y and depth
 */
export function eyeOpening(landmarks: Float32Array): number {
  const distance = (from: number, to: number): number =>
    Math.hypot(
      (landmarks[3 * from] ?? 0) - (landmarks[3 * to] ?? 0),
      (landmarks[3 * from + 1] ?? 0) - (landmarks[3 * to + 1] ?? 0),
    )
  const openings = eyes.map(({ corners, lids }) => {
    const sum = lids.reduce((total, [upper, lower]) => total + distance(upper, lower), 0)
    return sum / lids.length / distance(corners[0], corners[1])
  })
  return Math.min(...openings)
}
