import type { Advice, Face, Pose, Quality } from './perception.ts'

/** A second face this large, as a part of the largest one, could be meant as well; smaller ones are in the background. */
const bystander = 0.5
/** Below this confidence, what was found is a hand or a pattern rather than a face. */
const leastPresence = 0.5

const limits = {
  leastSize: 0.16,
  greatestSize: 0.8,
  /** Pixels: the embedding network sees a face about 70 wide, and gains nothing from enlarged ones. */
  leastWidth: 64,
  greatestOffset: 0.35,
  // Light is judged by a face's brightest parts, not by its mean, which would judge the skin's colour.
  leastHighlights: 0.22,
  greatestGlare: 0.25,
  greatestYaw: 25,
  greatestPitch: 30,
  /** Aligning turns a leaning head upright; only beyond this do detector and landmarks suffer. */
  greatestRoll: 50,
  leastSharpness: 0.1,
  greatestMovement: 0.06,
} as const

/** Which faces are too large to be of somebody in the background. */
export function mainFaces(faces: readonly Face[]): readonly Face[] {
  const [largest] = faces
  return largest ? faces.filter((face) => face.box.width >= bystander * largest.box.width) : []
}

/** Whether the landmarks network saw a face. */
export function isFace(presence: number): boolean {
  return presence >= leastPresence
}

/** What to tell a person whose face is alone in the image: the first thing that is in the way. */
export function adviceFor(face: Face, pose: Pose, quality: Quality): Advice {
  if (quality.size < limits.leastSize || face.box.width < limits.leastWidth) return 'closer'
  if (quality.size > limits.greatestSize) return 'further'
  if (quality.offset > limits.greatestOffset) return 'centre'
  if (quality.highlights < limits.leastHighlights) return 'more_light'
  if (quality.glare > limits.greatestGlare) return 'less_light'
  if (Math.abs(pose.yaw) > limits.greatestYaw) return 'look_straight'
  if (Math.abs(pose.pitch) > limits.greatestPitch) return 'look_straight'
  if (Math.abs(pose.roll) > limits.greatestRoll) return 'look_straight'
  if (quality.movement > limits.greatestMovement || quality.sharpness < limits.leastSharpness) return 'hold_still'
  return 'ok'
}
