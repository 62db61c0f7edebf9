import type { Seen } from '../../shared/recognition/createFaceTracker.ts'
import { isDark } from './isDark.ts'
import type { SightAdvice } from './sight.ts'

/** Degrees of lean from which it is the picture, or the person before the camera, that lies. */
const lying = 60

/** The advice on what was seen, with what only the whole picture tells. */
export function adviceOn({ advice, pose }: Seen, image: ImageData): SightAdvice {
  if (advice === 'no_face' && isDark(image)) return 'more_light'
  return advice === 'look_straight' && pose && Math.abs(pose.roll) > lying ? 'sideways' : advice
}
