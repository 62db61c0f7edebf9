import type { Affine } from './warp.ts'

export type Point = readonly [number, number]

/**
 * The rotation, scale and shift that takes points nearest to others, in the sense of least squares, without a reflection
 * (Umeyama 1991, in the plane).
 *
 * @param from at least two points, not all the same
 * @param to as many points
 */
export function similarity(from: readonly Point[], to: readonly Point[]): Affine {
  const [fromX, fromY] = centre(from)
  const [toX, toY] = centre(to)
  let along = 0
  let across = 0
  let spread = 0
  from.forEach(([x, y], i) => {
    const [u = 0, v = 0] = to[i] ?? []
    const [sx, sy, dx, dy] = [x - fromX, y - fromY, u - toX, v - toY]
    along += sx * dx + sy * dy
    across += sx * dy - sy * dx
    spread += sx * sx + sy * sy
  })
  const p = along / spread
  const q = across / spread
  return [p, -q, toX - p * fromX + q * fromY, q, p, toY - q * fromX - p * fromY]
}

/** The map that takes back what a similarity did. */
export function inverse(map: Affine): Affine {
  const [p, , x, q, , y] = map
  const scale = p * p + q * q
  const [a, b] = [p / scale, q / scale]
  return [a, b, -a * x - b * y, -b, a, b * x - a * y]
}

function centre(points: readonly Point[]): Point {
  let [x, y] = [0, 0]
  for (const point of points) {
    x += point[0]
    y += point[1]
  }
  return [x / points.length, y / points.length]
}
