import { meanMesh } from '../../../shared/recognition/liveness/meanMesh.ts'

/** How something stands before the camera. */
export interface Stance {
  /** Degrees: positive to the person's own left, upwards, and clockwise in the image. */
  readonly turn?: number
  readonly rise?: number
  readonly lean?: number
  /** Distance from the camera, in widths of the head; five is half a metre and more. */
  readonly distance?: number
  /** Where the middle is, in pixels. */
  readonly x?: number
  readonly y?: number
}

/** Pixels that a width of the head has, at a distance of one. */
const focalLength = 800

type Point3 = readonly [number, number, number]

/** What a camera sees of the mean head, in perspective: 468 landmarks of x, y and depth, in pixels. */
export function headSeen(stance: Stance = {}): Float32Array {
  return seen(pointsOf(meanMesh), stance)
}

/**
 * What a camera sees of a picture of the mean head, in perspective. The landmarks' depths are those that the network would see in
 * the picture: of a head that looks where the picture is tilted to.
 */
export function pictureSeen(stance: Stance = {}): Float32Array {
  const flat = seen(
    pointsOf(meanMesh).map(([x, y]): Point3 => [x, y, 0]),
    stance,
  )
  const head = headSeen(stance)
  return flat.map((value, i) => (i % 3 === 2 ? (head[i] ?? 0) : value))
}

function pointsOf(mesh: Float64Array): Point3[] {
  return Array.from({ length: mesh.length / 3 }, (_, i): Point3 => [
    mesh[3 * i] ?? 0,
    mesh[3 * i + 1] ?? 0,
    mesh[3 * i + 2] ?? 0,
  ])
}

function seen(points: readonly Point3[], stance: Stance): Float32Array {
  const { turn = 0, rise = 0, lean = 0, distance = 5, x = 320, y = 240 } = stance
  const out = new Float32Array(3 * points.length)
  points.forEach((point, i) => {
    const [u, v, depth] = rotated(point, turn, rise, lean)
    const scale = focalLength / (distance + depth)
    out.set([x + scale * u, y + scale * v, (focalLength / distance) * depth], 3 * i)
  })
  return out
}

/** First the turn around the vertical axis, then the rise, and last the lean: the head's own axes come with it. */
function rotated([x, y, z]: Point3, turn: number, rise: number, lean: number): Point3 {
  const [x1, z1] = spun(x, z, turn)
  const [y1, z2] = spun(y, z1, -rise)
  const [x2, y2] = spun(x1, y1, lean)
  return [x2, y2, z2]
}

/** Two coordinates after a rotation in their plane, from the first towards the second. */
function spun(first: number, second: number, degrees: number): [number, number] {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return [cosine * first - sine * second, sine * first + cosine * second]
}
