import type { Image } from '../../shared/recognition/image.ts'
import { meanMesh, rigidLandmarks } from '../../shared/recognition/liveness/meanMesh.ts'
import { similarity, type Point } from '../../shared/recognition/similarity.ts'
import type { Surface } from './surface.ts'

/** Strips across the width, so that a bent print is round. */
const columns = 24

/**
 * A photograph printed in life size, on paper that is flat or bent around an upright cylinder.
 *
 * @param landmarks 468 of x, y and depth of the face in the photograph, which is set upright and in the middle
 * @param options.radius of the cylinder, in distances from ear to ear; flat when left out
 * @param options.reach how far the paper goes to each side, in distances from ear to ear
 */
export function printOf(
  photo: Image,
  landmarks: Float32Array,
  options: { radius?: number; reach?: number } = {},
): Surface {
  const { radius = Infinity, reach = 1 } = options
  const pointsOf = (mesh: ArrayLike<number>): Point[] =>
    rigidLandmarks.map((i): Point => [mesh[3 * i] ?? 0, mesh[3 * i + 1] ?? 0])
  // From the print to the photograph.
  const [a, b, c, d, e, f] = similarity(pointsOf(meanMesh), pointsOf(landmarks))
  const corners: number[] = []
  const places: number[] = []
  const triangles: [number, number, number][] = []
  for (let column = 0; column <= columns; column++) {
    const u = reach * ((2 * column) / columns - 1)
    const [x, z] = radius === Infinity ? [u, 0] : [radius * Math.sin(u / radius), radius * (1 - Math.cos(u / radius))]
    for (const v of [-1.15 * reach, 1.15 * reach]) {
      corners.push(x, v, z)
      places.push(a * u + b * v + c, d * u + e * v + f)
    }
    const first = 2 * column
    if (column < columns) triangles.push([first, first + 1, first + 2], [first + 1, first + 2, first + 3])
  }
  return {
    corners: Float64Array.from(corners),
    places: Float64Array.from(places),
    opacity: new Float64Array(corners.length / 3).fill(1),
    triangles,
    photo,
  }
}
