import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { similarityIn3d } from '../shared/recognition/liveness/similarityIn3d.ts'
import { detectFaces } from '../shared/recognition/detect.ts'
import { findLandmarks } from '../shared/recognition/landmarks.ts'
import { loadModels } from '../shared/recognition/models.ts'
import { poseOf } from '../shared/recognition/pose.ts'
import { buildModels } from './build.ts'
import { readJpeg } from './readJpeg.ts'
import { useWasm } from './wasm.ts'

const landmarkCount = 468
const all = Array.from({ length: landmarkCount }, (_, i) => i)
/** The distance from ear to ear, in the units that the file counts in. */
const earToEar = 10_000
const [rightEar, leftEar] = [234, 454]

/** Landmarks along what moves by itself, as MediaPipe numbers them. */
const lips = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14,
  317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
]
const lids = [
  263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 33, 7, 163, 144, 145, 153, 154, 155,
  133, 246, 161, 160, 159, 158, 157, 173,
]
const brows = [276, 283, 282, 295, 285, 300, 293, 334, 296, 336, 46, 53, 52, 65, 55, 70, 63, 105, 66, 107]
/** Where the face ends in the image, which is another place of the head when it turns. */
const rim = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]
const baseOfNose = 2

/** Degrees beyond which a face is turned away too far to tell what is in the middle. */
const greatestYaw = 15

/**
 * Makes `mean-mesh.json` from generated faces: the mean of their 468 landmarks in space, each face shifted, scaled and
 * turned onto the others (generalised Procrustes analysis, Gower 1975), and made symmetric.
 *
 * @param facesDir JPEG files of one face each
 * @returns how many faces went in
 */
async function makeMeanMesh(facesDir: string): Promise<number> {
  const meshes = await meshesOf(facesDir)
  if (meshes.length < 500) throw new Error(`Unexpected number of faces ${meshes.length}, expected at least 500`)
  let mean = meanOf(meshes.map((mesh) => normalised(level(Float64Array.from(mesh)))))
  for (let round = 0; round < 5; round++) mean = normalised(level(meanOf(meshes.map((mesh) => onto(mesh, mean)))))
  const path = join(import.meta.dirname, 'mean-mesh.json')
  const mesh = Array.from(normalised(symmetric(mean)), Math.round)
  const json = JSON.stringify({ mesh, rigid: rigidOf(mesh) })
  await writeFile(path, await format(json, { ...(await resolveConfig(path)), filepath: path }))
  return meshes.length
}

async function meshesOf(facesDir: string): Promise<Float32Array[]> {
  const modelsDir = join(import.meta.dirname, '..', 'dist', 'models')
  await buildModels(modelsDir)
  await useWasm()
  const models = await loadModels((file) => readFile(join(modelsDir, file)))
  const meshes: Float32Array[] = []
  for (const name of (await readdir(facesDir)).filter((file) => file.endsWith('.jpg')).sort()) {
    const image = await readJpeg(join(facesDir, name))
    const [face] = await detectFaces(models, image)
    if (!face) continue
    const { landmarks } = await findLandmarks(models, image, face)
    if (Math.abs(poseOf(landmarks).yaw) <= greatestYaw) meshes.push(landmarks)
  }
  return meshes
}

/** Turned so that it runs from ear to ear along the x axis, first around the vertical axis, then in the image's plane. */
function level(mesh: Float64Array): Float64Array {
  return [2, 1].reduce((turning, other) => {
    const along = (axis: number): number => (turning[3 * leftEar + axis] ?? 0) - (turning[3 * rightEar + axis] ?? 0)
    const length = Math.hypot(along(0), along(other))
    const [cosine, sine] = [along(0) / length, along(other) / length]
    return turning.map((value, i) => {
      if (i % 3 === 0) return cosine * value + sine * (turning[i + other] ?? 0)
      return i % 3 === other ? cosine * value - sine * (turning[i - other] ?? 0) : value
    })
  }, mesh)
}

/** Centred, and scaled to the usual distance from ear to ear. */
function normalised(mesh: Float64Array): Float64Array {
  const means = [0, 1, 2].map((axis) => all.reduce((sum, i) => sum + (mesh[3 * i + axis] ?? 0), 0) / landmarkCount)
  const across = [0, 1, 2].map((axis) => (mesh[3 * leftEar + axis] ?? 0) - (mesh[3 * rightEar + axis] ?? 0))
  const scale = earToEar / Math.hypot(...across)
  return mesh.map((value, i) => scale * (value - (means[i % 3] ?? 0)))
}

function onto(mesh: Float32Array, target: Float64Array): Float64Array {
  const { rotation, scale } = similarityIn3d(mesh, target, all)
  return Float64Array.from(mesh, (_, i) => {
    const [first, row] = [i - (i % 3), 3 * (i % 3)]
    return scale * [0, 1, 2].reduce((sum, k) => sum + (rotation[row + k] ?? 0) * (mesh[first + k] ?? 0), 0)
  })
}

function meanOf(meshes: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(3 * landmarkCount)
  for (const mesh of meshes) mesh.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value / meshes.length))
  return mean
}

/** The mean of a mesh and its mirror image, in which each landmark takes the place of the one nearest to it. */
function symmetric(mesh: Float64Array): Float64Array {
  const mirrored = mesh.map((value, i) => (i % 3 === 0 ? -value : value))
  const distance = (i: number, k: number): number =>
    Math.hypot(...[0, 1, 2].map((axis) => (mesh[3 * i + axis] ?? 0) - (mirrored[3 * k + axis] ?? 0)))
  const twin = all.map((i) => all.reduce((best, k) => (distance(i, k) < distance(i, best) ? k : best), 0))
  if (twin.some((k, i) => twin[k] !== i)) throw new Error('Unexpected mesh: its landmarks do not pair up in a mirror')
  return mesh.map((value, i) => (value + (mirrored[3 * (twin[Math.floor(i / 3)] ?? 0) + (i % 3)] ?? 0)) / 2)
}

/** The landmarks that only the whole head moves: away from lids, brows and lips, not on the rim, above the mouth. */
function rigidOf(mesh: readonly number[]): number[] {
  const y = (i: number): number => mesh[3 * i + 1] ?? 0
  const near = (i: number, others: readonly number[], reach: number): boolean =>
    others.some((k) => Math.hypot((mesh[3 * i] ?? 0) - (mesh[3 * k] ?? 0), y(i) - y(k)) < reach * earToEar)
  return all.filter(
    (i) =>
      !near(i, lids, 0.05) &&
      !near(i, brows, 0.04) &&
      !near(i, lips, 0.08) &&
      !rim.includes(i) &&
      y(i) < y(baseOfNose) + 0.03 * earToEar,
  )
}

if (import.meta.main) {
  const facesDir = process.env['ZAUTH_GENERATED_FACES']
  if (!facesDir)
    throw new Error('Set ZAUTH_GENERATED_FACES to a folder of generated faces: JPEG files of one face each')
  process.stdout.write(`mean-mesh.json: the mean of ${await makeMeanMesh(facesDir)} faces\n`)
}
