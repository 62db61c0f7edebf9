import { examine } from './examine.ts'
import { faceOf } from './faceOf.ts'
import type { Image } from './image.ts'
import type { Models } from './models.ts'
import { perceive } from './perceive.ts'
import type { Perception } from './perception.ts'

/** Frames after which the whole image is searched again: at 30 a second, a fifth of a second. */
const greatestStride = 6

/** What was perceived in a frame of a video. */
export interface Seen extends Perception {
  /** Whether the whole image was searched for faces, so that it is known that there is no second one. */
  readonly thorough: boolean
}

/** Follows a face through a video. */
export interface FaceTracker {
  /**
   * Looks at the next frame. Its landmarks are looked for where the face was in the frame before, which takes a fifth of the time
   * that a search of the whole image takes.
   *
   * @param wanted whether the frame is to be recognised if it is good, so that the search is not spared; nor is it when the face
   *   was lost
   */
  see(image: Image, wanted: boolean): Promise<Seen>
  /** Wipes what the last frame left behind. */
  forget(): void
}

/** A tracker that has not seen anything yet. */
export function createFaceTracker(models: Models): FaceTracker {
  let last: Seen | null = null
  let stride = 0
  const follow = async (image: Image, wanted: boolean): Promise<Seen | null> => {
    if (!last?.landmarks || stride >= greatestStride || wanted) return null
    const face = faceOf(last.landmarks)
    const examined = await examine(models, image, face, last.landmarks)
    return examined && { ...examined, faces: [face], thorough: false }
  }
  const search = async (image: Image): Promise<Seen> => {
    const perception = await perceive(models, image, { previous: last ?? undefined })
    return { ...perception, thorough: true }
  }
  const forget = (): void => {
    last?.crop?.fill(0)
    last?.landmarks?.fill(0)
    last = null
  }
  return {
    see: async (image, wanted) => {
      const seen = (await follow(image, wanted)) ?? (await search(image))
      stride = seen.thorough ? 0 : stride + 1
      forget()
      last = seen
      return seen
    },
    forget,
  }
}
