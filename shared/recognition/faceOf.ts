import { mesh, middleOf } from './mesh.ts'
import type { Face } from './perception.ts'

/** The detector's box in terms of the landmarks: medians of 178 photographed faces, whose spread is 5 %. */
const boxPerExtent = 0.94
const boxBelowMiddle = 0.04

/**
 * The face that landmarks belong to, as the detector would have found it: where to look for its landmarks in the next frame.
 *
 * @param landmarks 468 of x, y and depth
 */
export function faceOf(landmarks: Float32Array): Face {
  // Of an image that is not mirrored: the person's right eye is the one further left.
  const left = middleOf(landmarks, mesh.rightEye.corners)
  const right = middleOf(landmarks, mesh.leftEye.corners)
  const angle = Math.atan2(right[1] - left[1], right[0] - left[0])
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  // Its extent along its own axes, not along the image's: a leaning face is no larger.
  let [leastX, greatestX, leastY, greatestY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < landmarks.length; i += 3) {
    const [x = 0, y = 0] = landmarks.subarray(i, i + 2)
    const [along, down] = [cosine * x + sine * y, cosine * y - sine * x]
    leastX = Math.min(leastX, along)
    greatestX = Math.max(greatestX, along)
    leastY = Math.min(leastY, down)
    greatestY = Math.max(greatestY, down)
  }
  const width = boxPerExtent * Math.max(greatestX - leastX, greatestY - leastY)
  const along = (leastX + greatestX) / 2
  const down = (leastY + greatestY) / 2 + boxBelowMiddle * width
  const [x, y] = [cosine * along - sine * down, sine * along + cosine * down]
  return { box: { x: x - width / 2, y: y - width / 2, width, height: width }, score: 1, eyes: [left, right] }
}
