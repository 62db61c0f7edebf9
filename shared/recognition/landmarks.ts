import type { Image } from './image.ts'
import type { Models } from './models.ts'
import { networks } from './networks.ts'
import type { Face } from './perception.ts'
import { runNetwork } from './runNetwork.ts'
import { mapped, samplesFor, warp, type Affine } from './warp.ts'

const { size } = networks.facemesh
/** The network was trained on faces with a quarter of their size around them. */
const margin = 1.5

/**
 * Finds the 468 landmarks of a face (Kartynnik et al. 2019).
 *
 * @returns `landmarks`: x, y and depth each, in the image's pixels, and `presence`: the confidence, 0 to 1, that they are
 *   of a face
 */
export async function findLandmarks(
  models: Models,
  image: Image,
  face: Face,
): Promise<{ landmarks: Float32Array; presence: number }> {
  const map = uprightCrop(face)
  const pixels = warp(image, map, size, samplesFor(map))
  const [mesh = [], [presence = 0] = []] = await runNetwork(models, 'facemesh', pixels)
  const scale = Math.hypot(map[0], map[3])
  const landmarks = new Float32Array(mesh.length)
  for (let i = 0; i < mesh.length; i += 3) {
    const [x, y] = mapped(map, mesh[i] ?? 0, mesh[i + 1] ?? 0)
    landmarks.set([x, y, scale * (mesh[i + 2] ?? 0)], i)
  }
  return { landmarks, presence }
}

/** From the network's pixels to the image's: the face upright, in the middle. */
function uprightCrop(face: Face): Affine {
  const [[leftX, leftY], [rightX, rightY]] = face.eyes
  const angle = Math.atan2(rightY - leftY, rightX - leftX)
  const scale = (Math.max(face.box.width, face.box.height) * margin) / size
  const [cosine, sine] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  const middle = (size - 1) / 2
  const x = face.box.x + face.box.width / 2
  const y = face.box.y + face.box.height / 2
  return [cosine, -sine, x - (cosine - sine) * middle, sine, cosine, y - (sine + cosine) * middle]
}
