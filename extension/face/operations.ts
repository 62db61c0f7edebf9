import type { Movement, MovementSet } from '../../shared/protocol/movements.ts'
import { checkSeries } from '../../shared/recognition/checkSeries.ts'
import { createFaceTracker, type FaceTracker, type Seen } from '../../shared/recognition/createFaceTracker.ts'
import { embedCrop } from '../../shared/recognition/embed.ts'
import { embeddingToBytes } from '../../shared/recognition/embeddingBytes.ts'
import type { Models } from '../../shared/recognition/models.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { train, type Classifier } from '../../shared/recognition/train.ts'
import { adviceOn } from './adviceOn.ts'
import { chooseBackend, type Chosen, type Wishes } from './chooseBackend.ts'
import { computed } from './computed.ts'
import { createMovementWatch, type MovementWatch } from './createMovementWatch.ts'
import { directionOf } from './directionOf.ts'
import { loadNegatives, machine } from './files.ts'
import { isGood } from './isGood.ts'
import { pixelsOf } from './pixelsOf.ts'
import { createSeries, type Series } from './series/createSeries.ts'
import { pictureOf } from './series/pictureOf.ts'
import { outlineOf, type Sight } from './sight.ts'
import { watchLoss } from './watchLoss.ts'
import { watchPicture } from './watchPicture.ts'

/** What `prepare` has loaded. */
let recognition: { readonly models: Models; readonly tracker: FaceTracker; readonly isLost: () => boolean } | null =
  null
const troubleWith = watchPicture()
/** What was seen in the last frame. */
let last: Seen | null = null
/** The images of an enrolment, while it lasts. */
let series: Series | null = null
/** The movements of a challenge, while they last. */
let moving: MovementWatch | null = null
/** The embeddings of the frames that were kept. They leave the worker only as signs, as a template, or by `takeEmbeddings`. */
const embeddings: Float32Array[] = []

interface ToPerceive {
  readonly frame: ImageBitmap
  readonly time: number
  readonly wanted: boolean
  readonly lenient?: boolean
}

/** What the face worker can be asked. Frames and embeddings stay here, and are wiped as soon as they have served. */
export const faceOperations = {
  /** Chooses a backend and loads the networks; to be asked before anything else. */
  prepare: async (wishes: Wishes): Promise<Omit<Chosen, 'models'>> => {
    const { backend, trials, models } = await chooseBackend(wishes, machine)
    recognition = { models, tracker: createFaceTracker(models), isLost: watchLoss() }
    return { backend, trials }
  },

  /**
   * Looks at a frame. The frame is given away, and gone afterwards.
   *
   * @param input.time when it was taken, in milliseconds of the page's clock
   * @param input.wanted whether it will be kept if it is good
   * @param input.lenient whether a face that could be seen better is good as well
   */
  perceive: async ({ frame, time, wanted, lenient = false }: ToPerceive): Promise<Sight> => {
    const start = performance.now()
    const image = pixelsOf(frame)
    try {
      const { tracker, isLost } = prepared()
      const isWanted = series?.hungry ?? (wanted && last !== null && isGood(last.advice, lenient))
      last = await computed(isLost, () => tracker.see(image, isWanted))
      series?.see(last, time)
      const movement = moving && (await moving.see(last, time, embed))
      const advice = troubleWith(image, time) ?? adviceOn(last, image)
      return {
        advice,
        good: last.thorough && isGood(advice, lenient),
        towards: directionOf(last, image),
        boxes: last.faces.map(({ box }) => box),
        outline: last.landmarks && outlineOf(last.landmarks),
        pose: last.pose,
        series: series && series.progress,
        movement,
        took: performance.now() - start,
      }
    } finally {
      image.data.fill(0)
    }
  },

  /** From now on the frames are looked at for these movements of the head, and what it looks like between them is kept. */
  startMovements: ({ movements, windowMs }: { movements: readonly Movement[]; windowMs: number }): void => {
    forget()
    moving = createMovementWatch(movements, windowMs)
  },

  /** From now on the frames are looked at for the images of an enrolment. */
  startSeries: (set: MovementSet): void => {
    forget()
    series = createSeries(set)
  },

  /**
   * Embeds the images of the enrolment, and gives them to be shown: `112 · 112` pixels of four bytes each.
   *
   * @throws ZAuthError `series_inconsistent` when they do not show one person
   */
  finishSeries: async (): Promise<Uint8ClampedArray<ArrayBuffer>[]> => {
    const crops = series?.crops() ?? []
    for (const crop of crops) embeddings.push(await embed(crop))
    checkSeries(embeddings)
    const pictures = crops.map(pictureOf)
    series?.wipe()
    series = null
    return pictures
  },

  /** Embeds the face of the frame that was looked at last, and keeps the embedding. How many are kept now. */
  keep: async (): Promise<number> => {
    if (!last?.crop || !last.thorough) throw new TypeError('No face to keep')
    return embeddings.push(await embed(last.crop))
  },

  /** The probe of the frames that were kept: 256 signs. With movements, of those between them, once they are done. */
  takeProbe: (): Int8Array => {
    try {
      if (moving) embeddings.push(...moving.take())
      return probeSigns(embeddings)
    } finally {
      forget()
    }
  },

  /** Trains a classifier on the frames that were kept. */
  takeTemplate: async ({ falseMatchRate }: { falseMatchRate: number }): Promise<Classifier> => {
    try {
      return train(embeddings, await loadNegatives(), falseMatchRate)
    } finally {
      forget()
    }
  },

  /** The embeddings themselves, as they are sent, for a verifier that trains. */
  takeEmbeddings: (): Uint8Array<ArrayBuffer>[] => {
    try {
      return embeddings.map(embeddingToBytes)
    } finally {
      forget()
    }
  },

  /** Wipes what was kept, to begin anew. */
  forget: (): void => {
    forget()
  },
}

export type FaceOperations = typeof faceOperations

function prepared(): NonNullable<typeof recognition> {
  if (!recognition) throw new TypeError('The face worker was not prepared')
  return recognition
}

function embed(crop: Float32Array): Promise<Float32Array> {
  const { models, isLost } = prepared()
  return computed(isLost, () => embedCrop(models, crop))
}

function forget(): void {
  for (const embedding of embeddings) embedding.fill(0)
  embeddings.length = 0
  series?.wipe()
  series = null
  moving?.wipe()
  moving = null
  recognition?.tracker.forget()
  last = null
}
