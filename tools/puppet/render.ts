import type { Image } from '../../shared/recognition/image.ts'
import type { Stance, Surface } from './surface.ts'

/** A camera's focal length, in widths of its image: a webcam's, which sees 56 degrees. */
const focal = 0.94
/** Around what a head turns, in distances from ear to ear: the top of the neck, behind and below the face. */
const pivot = { y: 0.55, z: 0.55 } as const

/** What a camera sees. Its pixels are nobody else's, and may be written over. */
export interface Frame extends Image {
  readonly data: Uint8ClampedArray
}

/**
 * Draws a surface as a camera sees it, in perspective, over a background.
 *
 * @param options.axis around what it turns: a head's neck when left out, or a print's own middle
 * @returns an image of the background's size
 */
export function render(
  surface: Surface,
  stance: Stance,
  background: Image,
  options: { axis?: 'neck' | 'middle' } = {},
): Frame {
  const { width, height } = background
  const frame = { width, height, data: Uint8ClampedArray.from(background.data) }
  const depths = new Float32Array(width * height).fill(Infinity)
  const seen = projected(surface, stance, width, height, options.axis ?? 'neck')
  for (const triangle of surface.triangles) fill(triangle, surface, seen, frame, depths, background)
  return frame
}

/** x and y in pixels and the inverse of the distance, for each corner. */
function projected(
  surface: Surface,
  stance: Stance,
  width: number,
  height: number,
  axis: 'neck' | 'middle',
): Float64Array {
  const [turn, rise, lean] = [stance.turn, stance.rise, stance.lean].map((degrees) => (degrees * Math.PI) / 180)
  const [down, back] = axis === 'neck' ? [pivot.y, pivot.z] : [0, 0]
  const { corners } = surface
  const out = new Float64Array(corners.length)
  for (let i = 0; i < corners.length; i += 3) {
    const [x, y, z] = [corners[i] ?? 0, (corners[i + 1] ?? 0) - down, (corners[i + 2] ?? 0) - back]
    const [x1, z1] = spun(x, z, turn ?? 0)
    const [y1, z2] = spun(y, z1, -(rise ?? 0))
    const [x2, y2] = spun(x1, y1, lean ?? 0)
    const inverse = 1 / (stance.distance + z2 + back)
    out[i] = width / 2 + focal * width * (x2 + stance.x) * inverse
    out[i + 1] = height / 2 + focal * width * (y2 + down + stance.y) * inverse
    out[i + 2] = inverse
  }
  return out
}

/** Two coordinates after a rotation in their plane, from the first towards the second. */
function spun(first: number, second: number, angle: number): [number, number] {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  return [cosine * first - sine * second, sine * first + cosine * second]
}

/** Fills a triangle where nothing nearer was drawn; what is interpolated is divided by the distance, as perspective asks. */
function fill(
  [a, b, c]: readonly [number, number, number],
  { places, opacity, photo }: Surface,
  seen: Float64Array,
  frame: { width: number; height: number; data: Uint8ClampedArray },
  depths: Float32Array,
  background: Image,
): void {
  const [ax, ay, aw] = [seen[3 * a] ?? 0, seen[3 * a + 1] ?? 0, seen[3 * a + 2] ?? 0]
  const [bx, by, bw] = [seen[3 * b] ?? 0, seen[3 * b + 1] ?? 0, seen[3 * b + 2] ?? 0]
  const [cx, cy, cw] = [seen[3 * c] ?? 0, seen[3 * c + 1] ?? 0, seen[3 * c + 2] ?? 0]
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (Math.abs(area) < 1e-9) return
  const { width, height, data } = frame
  const [left, right] = [
    Math.max(0, Math.ceil(Math.min(ax, bx, cx))),
    Math.min(width - 1, Math.floor(Math.max(ax, bx, cx))),
  ]
  const [top, bottom] = [
    Math.max(0, Math.ceil(Math.min(ay, by, cy))),
    Math.min(height - 1, Math.floor(Math.max(ay, by, cy))),
  ]
  const [au, av] = [places[2 * a] ?? 0, places[2 * a + 1] ?? 0]
  const [bu, bv] = [places[2 * b] ?? 0, places[2 * b + 1] ?? 0]
  const [cu, cv] = [places[2 * c] ?? 0, places[2 * c + 1] ?? 0]
  const [ao, bo, co] = [opacity[a] ?? 0, opacity[b] ?? 0, opacity[c] ?? 0]
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const p = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / area
      const q = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / area
      const r = 1 - p - q
      if (p < -1e-9 || q < -1e-9 || r < -1e-9) continue
      const inverse = p * aw + q * bw + r * cw
      const pixel = y * width + x
      if (1 / inverse >= (depths[pixel] ?? 0)) continue
      depths[pixel] = 1 / inverse
      const [pa, pb, pc] = [(p * aw) / inverse, (q * bw) / inverse, (r * cw) / inverse]
      const opaque = pa * ao + pb * bo + pc * co
      paint(photo, pa * au + pb * bu + pc * cu, pa * av + pb * bv + pc * cv, opaque, data, background.data, 4 * pixel)
    }
}

/** One pixel of the photograph, bilinearly, over the background; the photograph's edge goes on for ever. */
function paint(
  { width, height, data }: Image,
  u: number,
  v: number,
  opaque: number,
  out: Uint8ClampedArray,
  under: Uint8ClampedArray | Uint8Array,
  o: number,
): void {
  const x = Math.min(width - 1.001, Math.max(0, u))
  const y = Math.min(height - 1.001, Math.max(0, v))
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, below] = [x - left, y - top]
  const i = 4 * (top * width + left)
  const k = i + 4 * width
  for (let channel = 0; channel < 3; channel++) {
    const upper = (1 - right) * (data[i + channel] ?? 0) + right * (data[i + 4 + channel] ?? 0)
    const lower = (1 - right) * (data[k + channel] ?? 0) + right * (data[k + 4 + channel] ?? 0)
    out[o + channel] = opaque * ((1 - below) * upper + below * lower) + (1 - opaque) * (under[o + channel] ?? 0)
  }
}
