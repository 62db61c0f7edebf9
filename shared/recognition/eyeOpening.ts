import { mesh } from './mesh.ts'

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
  const openings = [mesh.rightEye, mesh.leftEye].map(({ corners, lids }) => {
    const sum = lids.reduce((total, [upper, lower]) => total + distance(upper, lower), 0)
    return sum / lids.length / distance(corners[0], corners[1])
  })
  return Math.min(...openings)
}
