import type { Image } from '../../shared/recognition/image.ts'
import { meanMesh, rigidLandmarks } from '../../shared/recognition/liveness/meanMesh.ts'
import { similarity, type Point } from '../../shared/recognition/similarity.ts'
import type { Surface } from './surface.ts'

/** Strips across the width and the height, so that a bent print is round. */
const strips = 20

/**
 * A photograph printed in life size, on paper that is flat or bent around a cylinder.
 *
 * @param landmarks 468 of x, y and depth of the face in the photograph, which is set upright and in the middle
 * @param options.curvature of the paper around an upright axis, and around a level one, as 1 over the radius in distances from ear to
 *   ear; one of them is 0, as paper does not stretch
 * @param options.reach how far the paper goes to each side, in distances from ear to ear
 */
export function printOf(
  photo: Image,
  landmarks: Float32Array,
  options: { curvature?: { upright: number; level: number }; reach?: number } = {},
): Surface {
  const { curvature = { upright: 0, level: 0 }, reach = 1 } = options
  const pointsOf = (mesh: ArrayLike<number>): Point[] =>
    rigidLandmarks.map((i): Point => [mesh[3 * i] ?? 0, mesh[3 * i + 1] ?? 0])
  // From the print to the photograph.
  const [a, b, c, d, e, f] = similarity(pointsOf(meanMesh), pointsOf(landmarks))
  const corners: number[] = []
  const places: number[] = []
  const triangles: [number, number, number][] = []
  for (let row = 0; row <= strips; row++)
    for (let column = 0; column <= strips; column++) {
      const [u, v] = [reach * ((2 * column) / strips - 1), 1.15 * reach * ((2 * row) / strips - 1)]
      const [x, behind] = bent(u, curvature.upright)
      const [y, below] = bent(v, curvature.level)
      corners.push(x, y, behind + below)
      places.push(a * u + b * v + c, d * u + e * v + f)
      const first = row * (strips + 1) + column
      if (row === strips || column === strips) continue
      triangles.push([first, first + 1, first + strips + 1], [first + 1, first + strips + 1, first + strips + 2])
    }
  return {
    corners: Float64Array.from(corners),
    places: Float64Array.from(places),
    opacity: new Float64Array(corners.length / 3).fill(1),
    triangles,
    photo,
  }
}

/** Where a point of paper comes to lie: aside and back, its middle the nearest to the camera. */
function bent(along: number, curvature: number): [number, number] {
  if (curvature === 0) return [along, 0]
  return [Math.sin(along * curvature) / curvature, (1 - Math.cos(along * curvature)) / curvature]
}
