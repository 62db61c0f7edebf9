import type { Image } from '../../shared/recognition/image.ts'
import type { Perception } from '../../shared/recognition/perception.ts'

/** Where a person has to move or to turn; left is her own left, which is the left of the mirrored picture. */
export type Direction = 'left' | 'right' | 'up' | 'down'

/** The way that would help, for the two kinds of advice that have one; null otherwise, and when a head only leans. */
export function directionOf(
  { advice, faces, pose }: Pick<Perception, 'advice' | 'faces' | 'pose'>,
  { width, height }: Pick<Image, 'width' | 'height'>,
): Direction | null {
  const [face] = faces
  if (advice === 'centre' && face) {
    const aside = face.box.x + face.box.width / 2 - width / 2
    const below = face.box.y + face.box.height / 2 - height / 2
    if (Math.abs(aside) > Math.abs(below)) return aside > 0 ? 'right' : 'left'
    return below > 0 ? 'up' : 'down'
  }
  if (advice === 'look_straight' && pose && Math.max(Math.abs(pose.yaw), Math.abs(pose.pitch)) > leastTurn) {
    if (Math.abs(pose.yaw) > Math.abs(pose.pitch)) return pose.yaw > 0 ? 'right' : 'left'
    return pose.pitch > 0 ? 'up' : 'down'
  }
  return null
}

/** Degrees; a head that is turned less is not told which way. */
const leastTurn = 20
