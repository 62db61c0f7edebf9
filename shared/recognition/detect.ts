import { tensor4d, type Tensor } from '@tensorflow/tfjs-core'
import type { Image } from './image.ts'
import type { Models } from './models.ts'
import type { Face } from './perception.ts'
import { readFinite } from './readFinite.ts'
import { warp } from './warp.ts'

const size = 256
/** No face of 5,489 photographs was missed at this confidence. */
const leastScore = 0.3
/** Detections that share more of their area than this are of one face. */
const greatestOverlap = 0.3

/** BlazeFace's two grids (Bazarevsky et al. 2019): cells in a row, and detections in each cell. */
const grids = [
  { cells: 16, each: 2, scores: 'Identity', boxes: 'Identity_2' },
  { cells: 8, each: 6, scores: 'Identity_1', boxes: 'Identity_3' },
] as const

/** Finds the faces in an image, largest first. */
export async function detectFaces(models: Models, image: Image): Promise<Face[]> {
  // The whole image, centred in a square with black beside it.
  const scale = Math.max(image.width, image.height) / size
  const left = (size * scale - image.width) / 2
  const top = (size * scale - image.height) / 2
  const centring = (scale - 1) / 2
  const pixels = warp(image, [scale, 0, centring - left, 0, scale, centring - top], size)
  const input = tensor4d(
    pixels.map((value) => value / 127.5 - 1),
    [1, size, size, 3],
  )
  const found: Face[] = []
  let outputs: Tensor[] = []
  try {
    outputs = models.blazeface.execute(
      input,
      grids.flatMap((grid) => [grid.scores, grid.boxes]),
    ) as Tensor[]
    const values = await Promise.all(outputs.map(readFinite))
    grids.forEach((grid, g) => {
      const [logits, boxes] = [values[2 * g], values[2 * g + 1]]
      logits?.forEach((logit, i) => {
        const score = 1 / (1 + Math.exp(-logit))
        if (score < leastScore || !boxes) return
        const cell = Math.floor(i / grid.each)
        const anchorX = ((cell % grid.cells) + 0.5) * (size / grid.cells)
        const anchorY = (Math.floor(cell / grid.cells) + 0.5) * (size / grid.cells)
        const x = (k: number): number => ((boxes[16 * i + k] ?? 0) + anchorX) * scale - left
        const y = (k: number): number => ((boxes[16 * i + k] ?? 0) + anchorY) * scale - top
        const [width, height] = [(boxes[16 * i + 2] ?? 0) * scale, (boxes[16 * i + 3] ?? 0) * scale]
        const eyes = [
          [x(4), y(5)],
          [x(6), y(7)],
        ] satisfies [number, number][]
        const [first, second] = eyes.sort((a, b) => a[0] - b[0])
        if (!first || !second) return
        found.push({ box: { x: x(0) - width / 2, y: y(1) - height / 2, width, height }, score, eyes: [first, second] })
      })
    })
  } finally {
    input.dispose()
    for (const output of outputs) output.dispose()
  }
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
