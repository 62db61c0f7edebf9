import { similarity, type Point } from '../similarity.ts'
import { solve } from '../solve.ts'
import { meanMesh, rigidLandmarks } from './meanMesh.ts'
import { similarityIn3d } from './similarityIn3d.ts'

/** How a face moved between two images, read from its landmarks. */
export interface Parallax {
  /**
   * How far the near parts of the face ran ahead of the far ones, sideways: the sine of the turn for a head, 0 for any
   * plane however it is tilted. Positive to the person's own left.
   */
  readonly parallax: number
  /** Degrees by which the head turned; positive to the person's own left. */
  readonly turn: number
  /** The same upwards, in degrees; positive when the head rose. Measured roughly. */
  readonly rise: number
  /** Degrees by which the head leaned; positive clockwise in the image. */
  readonly lean: number
  /** Factor by which the face grew in the image. */
  readonly growth: number
  /** What the fit leaves: root of the mean squared distance of a landmark from where it says, in distances from ear to ear. */
  readonly misfit: number
  /** What no rotation, shift and scale in space explains, as a part of the face's size; 0 when the two are one rigid mesh. */
  readonly residual: number
}

/** What the parallax of a head is, in parts of the sine of its turn. */
const gain = 1.18

const depths = rigidLandmarks.map((i) => meanMesh[3 * i + 2] ?? 0)
const meanPlaces = rigidLandmarks.map((i): Point => [meanMesh[3 * i] ?? 0, meanMesh[3 * i + 1] ?? 0])

/**
 * Tells a head that turned from a plane that was tilted. The places after are fitted as an affine map of the places before, plus
 * a shift along the depth that a face has there, `b = M·a + g·z + t`: a plane needs no such shift, however it was turned.
 *
 * @param neutral 468 landmarks of x, y and depth, in pixels, of a face that looks straight into the camera
 * @param turned the same of a later image; place, scale and lean of either do not matter
 */
export function parallaxOf(neutral: Float32Array, turned: Float32Array): Parallax {
  const before = placesOf(neutral)
  const [p, q, x, r, s, y] = similarity(before, meanPlaces)
  const upright = before.map(([u, v]): Point => [p * u + q * v + x, r * u + s * v + y])
  const after = placesOf(turned)
  const { map, shift, place } = fitted(upright, after)
  const [a, b, c, d] = map
  const stretch = largestSingularValue(map)
  // The lean is the rotation in the map; with it the shift is told along the head's own axes.
  const angle = Math.atan2(c - b, a + d)
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const parallax = -(cosine * shift[0] + sine * shift[1]) / stretch
  const upwards = (cosine * shift[1] - sine * shift[0]) / stretch
  return {
    parallax,
    turn: degreesOf(parallax / gain),
    rise: degreesOf(upwards / gain),
    lean: ((angle + Math.atan2(r, p)) * 180) / Math.PI,
    growth: stretch * Math.hypot(p, r),
    misfit: misfitOf(upright, after, map, shift, place) / stretch,
    residual: similarityIn3d(neutral, turned, rigidLandmarks).residual,
  }
}

function placesOf(landmarks: Float32Array): Point[] {
  return rigidLandmarks.map((i): Point => [landmarks[3 * i] ?? 0, landmarks[3 * i + 1] ?? 0])
}

/** A 2 × 2 matrix in rows. */
type Map = readonly [number, number, number, number]

/** Least squares for both coordinates: `map` is M, `shift` g and `place` t. */
function fitted(from: readonly Point[], to: readonly Point[]): { map: Map; shift: Point; place: Point } {
  const gram = new Float64Array(16)
  const right = [new Float64Array(4), new Float64Array(4)] as const
  from.forEach(([x, y], i) => {
    const row = [x, y, depths[i] ?? 0, 1]
    row.forEach((one, k) => {
      row.forEach((other, l) => (gram[4 * k + l] = (gram[4 * k + l] ?? 0) + one * other))
      for (const axis of [0, 1] as const) right[axis][k] = (right[axis][k] ?? 0) + one * (to[i]?.[axis] ?? 0)
    })
  })
  const [a = 0, b = 0, gx = 0, tx = 0] = solve(Float64Array.from(gram), right[0])
  const [c = 0, d = 0, gy = 0, ty = 0] = solve(gram, right[1])
  return { map: [a, b, c, d], shift: [gx, gy], place: [tx, ty] }
}

function misfitOf(from: readonly Point[], to: readonly Point[], [a, b, c, d]: Map, shift: Point, place: Point): number {
  const squares = from.map(([x, y], i) => {
    const depth = depths[i] ?? 0
    const [u = 0, v = 0] = to[i] ?? []
    return (
      (a * x + b * y + shift[0] * depth + place[0] - u) ** 2 + (c * x + d * y + shift[1] * depth + place[1] - v) ** 2
    )
  })
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
}

function largestSingularValue([a, b, c, d]: Map): number {
  return (Math.hypot(a + d, c - b) + Math.hypot(a - d, b + c)) / 2
}

function degreesOf(sine: number): number {
  return (Math.asin(Math.max(-1, Math.min(1, sine))) * 180) / Math.PI
}
