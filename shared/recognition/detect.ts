import type { Image } from './image.ts'
import type { Models } from './models.ts'
import { networks } from './networks.ts'
import type { Face } from './perception.ts'
import { runNetwork } from './runNetwork.ts'
import { warp } from './warp.ts'

const { size } = networks.blazeface
/** No face of 5,489 photographs was missed at this confidence. */
const leastScore = 0.3
/** Detections that share more of their area than this are of one face. */
const greatestOverlap = 0.3

/** BlazeFace's two grids (Bazarevsky et al. 2019): cells in a row, and detections in each cell. */
const grids = [
  { cells: 16, each: 2 },
  { cells: 8, each: 6 },
] as const

/** Finds the faces in an image, largest first. */
export async function detectFaces(models: Models, image: Image): Promise<Face[]> {
  // The whole image, centred in a square with black beside it.
  const scale = Math.max(image.width, image.height) / size
  const left = (size * scale - image.width) / 2
  const top = (size * scale - image.height) / 2
  const centring = (scale - 1) / 2
  const pixels = warp(image, [scale, 0, centring - left, 0, scale, centring - top], size)
  const values = await runNetwork(models, 'blazeface', pixels)
  const found = grids.flatMap((grid, g) => {
    const [logits = [], boxes = []] = [values[2 * g], values[2 * g + 1]]
    return Array.from(logits, (logit, i): Face | null => {
      const score = 1 / (1 + Math.exp(-logit))
      if (score < leastScore) return null
      const cell = Math.floor(i / grid.each)
      const anchorX = ((cell % grid.cells) + 0.5) * (size / grid.cells)
      const anchorY = (Math.floor(cell / grid.cells) + 0.5) * (size / grid.cells)
      const x = (k: number): number => ((boxes[16 * i + k] ?? 0) + anchorX) * scale - left
      const y = (k: number): number => ((boxes[16 * i + k] ?? 0) + anchorY) * scale - top
      const [width, height] = [(boxes[16 * i + 2] ?? 0) * scale, (boxes[16 * i + 3] ?? 0) * scale]
      const [one, other] = [[x(4), y(5)] as const, [x(6), y(7)] as const]
      const eyes = one[0] <= other[0] ? ([one, other] as const) : ([other, one] as const)
      return { box: { x: x(0) - width / 2, y: y(1) - height / 2, width, height }, score, eyes }
    }).filter((face) => face !== null)
  })
  return withoutOverlaps(found).sort((a, b) => b.box.width - a.box.width)
}

/** Non-maximum suppression: of detections that overlap, the most confident. */
function withoutOverlaps(found: Face[]): Face[] {
  const kept: Face[] = []
  for (const face of found.sort((a, b) => b.score - a.score))
    if (kept.every((other) => overlap(other.box, face.box) < greatestOverlap)) kept.push(face)
  return kept
}

/** Intersection over union. */
function overlap(a: Face['box'], b: Face['box']): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  const shared = Math.max(0, width) * Math.max(0, height)
  return shared / (a.width * a.height + b.width * b.height - shared)
}
