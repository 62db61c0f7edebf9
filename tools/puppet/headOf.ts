import type { Image } from '../../shared/recognition/image.ts'
import { meanMesh, rigidLandmarks } from '../../shared/recognition/liveness/meanMesh.ts'
import { similarityIn3d } from '../../shared/recognition/liveness/similarityIn3d.ts'
import type { Surface } from './surface.ts'
import { triangulate } from './triangulate.ts'

/** The landmarks around the face, one after the other. */
const rim = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]

/** What continues the face to the hair, the ears and the neck: how much wider than the rim, how much further away, how opaque. */
const rings = [
  { width: 1.12, depth: 0.12, opacity: 1 },
  { width: 1.3, depth: 0.38, opacity: 1 },
  { width: 1.5, depth: 0.6, opacity: 0 },
]

/**
 * Makes a head of a photograph, with the depths that the landmarks network sees in the face. It looks straight into the camera.
 *
 * @param landmarks 468 of x, y and depth, in the photograph's pixels, of a face that looks roughly into the camera
 * @param options.depth factor on the depths
 */
export function headOf(photo: Image, landmarks: Float32Array, options: { depth?: number } = {}): Surface {
  const { rotation, scale } = similarityIn3d(landmarks, meanMesh, rigidLandmarks)
  const count = landmarks.length / 3
  const middle = [0, 1, 2].map((axis) => mean(rigidLandmarks.map((i) => landmarks[3 * i + axis] ?? 0)))
  const places: number[] = []
  const corners: number[] = []
  const opacity: number[] = []
  const add = (x: number, y: number, z: number, opaque: number): void => {
    const from = [x, y, z].map((value, axis) => value - (middle[axis] ?? 0))
    places.push(x, y)
    for (let axis = 0; axis < 3; axis++)
      corners.push(scale * from.reduce((sum, value, k) => sum + (rotation[3 * axis + k] ?? 0) * value, 0))
    opacity.push(opaque)
  }
  const at = (i: number, axis: number): number => landmarks[3 * i + axis] ?? 0
  for (let i = 0; i < count; i++) add(at(i, 0), at(i, 1), at(i, 2), 1)
  const [x, y] = [mean(rim.map((i) => at(i, 0))), mean(rim.map((i) => at(i, 1)))]
  for (const ring of rings)
    for (const i of rim) {
      const [u, v] = [x + ring.width * (at(i, 0) - x), y + ring.width * (at(i, 1) - y)]
      add(u, v, at(i, 2) + ring.depth / scale, ring.opacity)
    }
  // Triangles as they are seen from the front, where the fewest lie behind others.
  const front = Array.from({ length: corners.length / 3 }, (_, i) => [corners[3 * i] ?? 0, corners[3 * i + 1] ?? 0])
  const deep = Float64Array.from(corners, (value, i) => (i % 3 === 2 ? value * (options.depth ?? 1) : value))
  return {
    corners: deep,
    places: Float64Array.from(places),
    opacity: Float64Array.from(opacity),
    triangles: triangulate(front.flat()),
    photo,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
