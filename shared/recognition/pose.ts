import { mesh } from './mesh.ts'
import type { Pose } from './perception.ts'

/** The pitch that is measured when a head looks straight, in degrees: the median of 250 generated and 376 photographed faces. */
const levelPitch = 7

/**
 * Where a head points, from its landmarks' places and depths.
 *
 * @param landmarks 468 of x, y and depth
 */
export function poseOf(landmarks: Float32Array): Pose {
  const [acrossX, acrossY, acrossZ] = between(landmarks, mesh.ears.right, mesh.ears.left)
  const [downX, downY, downZ] = between(landmarks, mesh.forehead, mesh.chin)
  return {
    yaw: degrees(Math.atan2(acrossZ, Math.hypot(acrossX, acrossY))),
    pitch: degrees(Math.atan2(downZ, Math.hypot(downX, downY))) - levelPitch,
    roll: degrees(Math.atan2(acrossY, acrossX)),
  }
}

function between(landmarks: Float32Array, from: number, to: number): [number, number, number] {
  const along = (axis: number): number => (landmarks[3 * to + axis] ?? 0) - (landmarks[3 * from + axis] ?? 0)
  return [along(0), along(1), along(2)]
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI
}
