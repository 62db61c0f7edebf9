type Triangle = readonly [number, number, number]

/**
 * Delaunay's triangulation of points in a plane, by adding one after the other (Bowyer 1981, Watson 1981).
 *
 * @param points x and y each, one point after the other; no two the same
 * @returns the corners of each triangle, as numbers of points
 */
export function triangulate(points: ArrayLike<number>): Triangle[] {
  const count = points.length / 2
  const far = 1e3 * Math.max(1, ...Array.from(points, Math.abs))
  const at = (i: number): [number, number] => {
    // Three corners of a triangle around everything; what hangs on them is dropped in the end.
    if (i >= count) return i === count ? [-far, -far] : i === count + 1 ? [far, -far] : [0, far]
    return [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]
  }
  let triangles: Triangle[] = [[count, count + 1, count + 2]]
  for (let point = 0; point < count; point++) {
    const edges = new Map<string, [number, number]>()
    const kept: Triangle[] = []
    for (const triangle of triangles) {
      if (!isInCircle(at(point), ...(triangle.map(at) as [Point, Point, Point]))) {
        kept.push(triangle)
        continue
      }
      triangle.forEach((from, k) => {
        const to = triangle[(k + 1) % 3] ?? from
        // An edge of two triangles lies inside of the hole.
        const key = `${Math.min(from, to)} ${Math.max(from, to)}`
        if (!edges.delete(key)) edges.set(key, [from, to])
      })
    }
    triangles = [...kept, ...Array.from(edges.values(), ([from, to]): Triangle => [from, to, point])]
  }
  return triangles.filter((triangle) => triangle.every((corner) => corner < count))
}

type Point = [number, number]

/** Whether a point lies in the circle through three others, whichever way round they go. */
function isInCircle([x, y]: Point, ...corners: [Point, Point, Point]): boolean {
  const [[ax, ay], [bx, by], [cx, cy]] = corners.map(([u, v]): Point => [u - x, v - y]) as [Point, Point, Point]
  const determinant =
    (ax * ax + ay * ay) * (bx * cy - cx * by) -
    (bx * bx + by * by) * (ax * cy - cx * ay) +
    (cx * cx + cy * cy) * (ax * by - bx * ay)
  const around = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  return determinant * around > 0
}
