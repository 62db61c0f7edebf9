import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readJpeg } from '../../../models/readJpeg.ts'
import { isRigid } from '../../../shared/recognition/liveness/isRigid.ts'
import { parallaxOf } from '../../../shared/recognition/liveness/parallaxOf.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { perceive } from '../../../shared/recognition/perceive.ts'
import { poseOf } from '../../../shared/recognition/pose.ts'
import type { Half } from './loadSubjects.ts'

/** Degrees: what counts as straight, and by how much more the other photograph must be turned. */
const [straight, turned] = [6, 8]
/** Degrees that a turn must reach in the movements. */
const enough = 20

/** What the statistic says of two photographs of one person: a real head, but another day. */
interface Pairs {
  readonly people: number
  readonly pairs: number
  /** Between the turn that the parallax gives and the one that the landmarks' depths give, and degrees of the former for one of the latter. */
  readonly correlation: number
  readonly slope: number
  /** Of the pairs whose turn is enough for a movement, how many there are and which part is taken for one rigid head. */
  readonly enough: number
  readonly rigid: number
}

/** Compares the photographs of each person, one that looks straight with each that is turned. */
export async function measurePairs(models: Models, facesDir: string, half: Half): Promise<Pairs> {
  const folders = (await readdir(facesDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => (a < b ? -1 : 1))
    .filter((_, i) => i % 2 === (half === 'development' ? 0 : 1))
  const found: { yaw: number; turn: number; isRigid: boolean }[] = []
  let people = 0
  for (const folder of folders) {
    const faces = await facesIn(models, join(facesDir, folder))
    const before = found.length
    for (const neutral of faces.filter(({ yaw }) => Math.abs(yaw) < straight))
      for (const other of faces) {
        const yaw = other.yaw - neutral.yaw
        if (other === neutral || Math.abs(yaw) < turned) continue
        const moved = parallaxOf(neutral.landmarks, other.landmarks)
        found.push({ yaw, turn: moved.turn, isRigid: isRigid('left', moved) })
      }
    if (found.length > before) people++
  }
  const large = found.filter(({ turn }) => Math.abs(turn) >= enough)
  return {
    people,
    pairs: found.length,
    ...lineThrough(found.map(({ yaw, turn }) => [yaw, turn])),
    enough: large.length,
    rigid: large.filter((pair) => pair.isRigid).length / large.length,
  }
}

async function facesIn(models: Models, folder: string): Promise<{ landmarks: Float32Array; yaw: number }[]> {
  const names = (await readdir(folder)).filter((name) => /\.jpe?g$/i.test(name)).sort()
  // One alone makes no pair.
  if (names.length < 2) return []
  const faces: { landmarks: Float32Array; yaw: number }[] = []
  for (const name of names) {
    const { landmarks } = await perceive(models, await readJpeg(join(folder, name)))
    if (landmarks) faces.push({ landmarks, yaw: poseOf(landmarks).yaw })
  }
  return faces
}

function lineThrough(points: readonly (readonly [number, number])[]): { correlation: number; slope: number } {
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const [xx, yy, xy] = points.reduce<readonly [number, number, number]>(
    ([a, b, c], point) => [a + (point[0] - x) ** 2, b + (point[1] - y) ** 2, c + (point[0] - x) * (point[1] - y)],
    [0, 0, 0],
  )
  return { correlation: xy / Math.sqrt(xx * yy), slope: xy / xx }
}
