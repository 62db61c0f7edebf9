/** Some of a face's 468 landmarks by name. Right and left are the person's own. */
export const mesh = {
  /** Of each eye: its two corners, and three pairs of landmarks on the upper and the lower lid, the first in the middle. */
  rightEye: {
    corners: [33, 133],
    lids: [
      [159, 145],
      [158, 153],
      [160, 144],
    ],
  },
  leftEye: {
    corners: [362, 263],
    lids: [
      [386, 374],
      [385, 380],
      [387, 373],
    ],
  },
  noseTip: [1, 4],
  mouthCorners: { right: 61, left: 291 },
  /** The rim of the face: beside the ears, on the forehead and on the chin. */
  ears: { right: 234, left: 454 },
  forehead: 10,
  chin: 152,
} as const

/**
 * The middle of some landmarks, x and y.
 *
 * @param landmarks 468 of x, y and depth
 */
export function middleOf(landmarks: Float32Array, indices: readonly number[]): [number, number] {
  let [x, y] = [0, 0]
  for (const index of indices) {
    x += (landmarks[3 * index] ?? 0) / indices.length
    y += (landmarks[3 * index + 1] ?? 0) / indices.length
  }
  return [x, y]
}
