import type { Pose } from '../../../shared/recognition/perception.ts'

/** How the head is held; left is the person's own left. */
export type Turn = 'straight' | 'left' | 'right' | 'up' | 'down'

/** Degrees. A little is enough: an image that is turned further than 25 is recognised worse than a straight one. */
const leastYaw = 8
/** Pitch is measured at about half of what it is. */
const leastPitch = 6
/** Up to this much of a turn, a head is held straight; what is between is neither. */
const straight = 0.6

/**
 * How a head is held, compared to how it looks straight into the camera.
 *
 * @returns null when it is between two
 */
export function turnOf(pose: Pose, neutral: Pose): Turn | null {
  const across = (pose.yaw - neutral.yaw) / leastYaw
  const down = (pose.pitch - neutral.pitch) / leastPitch
  if (Math.max(Math.abs(across), Math.abs(down)) <= straight) return 'straight'
  if (Math.abs(across) >= Math.abs(down)) {
    if (Math.abs(across) < 1) return null
    return across > 0 ? 'left' : 'right'
  }
  if (Math.abs(down) < 1) return null
  return down > 0 ? 'down' : 'up'
}
