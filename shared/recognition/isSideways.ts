import { isFace, mainFaces } from './advice.ts'
import { detectFaces } from './detect.ts'
import type { Image } from './image.ts'
import { findLandmarks } from './landmarks.ts'
import type { Models } from './models.ts'

/** The detector's confidence from which a face is one, in a picture that is turned to look for it. */
const leastScore = 0.6

/** Whether a picture in which no face was found shows one when it is turned by a right angle, to either side. */
export async function isSideways(models: Models, image: Image): Promise<boolean> {
  for (const clockwise of [true, false]) {
    const turned = quarterTurn(image, clockwise)
    try {
      const [face] = mainFaces(await detectFaces(models, turned))
      if (face && face.score >= leastScore && isFace((await findLandmarks(models, turned, face)).presence)) return true
    } finally {
      turned.data.fill(0)
    }
  }
  return false
}

function quarterTurn({ width, height, data }: Image, clockwise: boolean): Image {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const to = new Uint32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [atX, atY] = clockwise ? [height - 1 - y, x] : [y, width - 1 - x]
      to[atY * height + atX] = from[y * width + x] ?? 0
    }
  return { width: height, height: width, data: new Uint8ClampedArray(to.buffer) }
}
