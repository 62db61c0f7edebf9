import { loadModels, type Models } from '../../shared/recognition/models.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { embedCrop } from '../../shared/recognition/embed.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { alignedSize } from '../../shared/recognition/align.ts'
import { checkSeries } from '../../shared/recognition/checkSeries.ts'
import { createTracker, type Seen, type Tracker } from '../../shared/recognition/createTracker.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { readChecked } from '../../shared/recognition/readChecked.ts'
import { train } from '../../shared/recognition/train.ts'
import { createSeries, type Series } from './series/createSeries.ts'
import { createMovementWatch, type MovementWatch } from './createMovementWatch.ts'
import type { Movement, MovementSet } from '../../shared/protocol/movements.ts'
import { adviceOn } from './adviceOn.ts'
import { chooseBackend, type Chosen, type Machine, type Wishes } from './chooseBackend.ts'
import { directionOf } from './directionOf.ts'
import { isGood } from './isGood.ts'
import { outlineOf, type Sight } from './sight.ts'
import { startBackend } from './startBackend.ts'
import { watchLoss } from './watchLoss.ts'
import { watchPicture } from './watchPicture.ts'

const assets = {
  models: new URL('models/', self.location.href).href,
  tfjs: new URL('tfjs/', self.location.href).href,
}
const machine: Machine = {
  start: (backend, imitated) => startBackend(backend, assets.tfjs, imitated),
  load: () => loadModels(fileOf),
}
const surface = new OffscreenCanvas(1, 1)

let models: Models | null = null
let tracker: Tracker | null = null
let isLost: () => boolean = () => false
const troubleWith = watchPicture()
/** What was seen in the last frame. */
let last: Seen | null = null
/** The images of an enrolment, while it lasts. */
let images: Series | null = null
/** The movements of a challenge, while they last. */
let moving: MovementWatch | null = null
/** The embeddings of the frames that were kept. They leave the worker only as signs, as a template, or by `takeSeries`. */
const series: Float32Array[] = []

interface Look {
  readonly frame: ImageBitmap
  readonly time: number
  readonly wanted: boolean
  readonly lenient?: boolean
}

/** What the face worker can be asked. Frames and embeddings stay here, and are wiped as soon as they have served. */
export const faceOperations = {
  /** Chooses a backend and loads the networks; to be asked before anything else. */
  prepare: async (wishes: Wishes): Promise<Omit<Chosen, 'models'>> => {
    const { backend, trials, ...chosen } = await chooseBackend(wishes, machine)
    models = chosen.models
    tracker = createTracker(models)
    isLost = watchLoss()
    return { backend, trials }
  },

  /**
   * Looks at a frame. The frame is given away, and gone afterwards.
   *
   * @param look.time when it was taken, in milliseconds of the page's clock
   * @param look.wanted whether it will be kept if it is good
   * @param look.lenient whether a face that could be seen better is good as well
   */
  look: async ({ frame, time, wanted, lenient = false }: Look): Promise<Sight> => {
    const start = performance.now()
    const image = pixelsOf(frame)
    try {
      last = await computed(() =>
        seeing().see(image, images?.hungry ?? (wanted && last !== null && isGood(last.advice, lenient))),
      )
      images?.see(last, time)
      const movement = moving && (await moving.see(last, time, (crop) => computed(() => embedCrop(ready(), crop))))
      const advice = troubleWith(image, time) ?? adviceOn(last, image)
      return {
        advice,
        good: last.thorough && isGood(advice, lenient),
        towards: directionOf(last, image),
        boxes: last.faces.map(({ box }) => box),
        outline: last.landmarks && outlineOf(last.landmarks),
        pose: last.pose,
        series: images && images.progress,
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
    images = createSeries(set)
  },

  /**
   * Embeds the images of the enrolment, and gives them back to be shown: `112 · 112` pixels of four bytes each.
   *
   * @throws ZAuthError `series_inconsistent` when they do not show one person
   */
  finishSeries: async (): Promise<Uint8ClampedArray<ArrayBuffer>[]> => {
    const crops = images?.crops() ?? []
    for (const crop of crops) series.push(await computed(() => embedCrop(ready(), crop)))
    checkSeries(series)
    const pictures = crops.map(pictureOf)
    images?.wipe()
    images = null
    return pictures
  },

  /** Embeds the face of the frame that was looked at last, and keeps the embedding. How many are kept now. */
  keep: async (): Promise<number> => {
    if (!last?.crop || !last.thorough) throw new TypeError('No face to keep')
    const { crop } = last
    return series.push(await computed(() => embedCrop(ready(), crop)))
  },

  /** The probe of the frames that were kept: 256 signs. With movements, of those between them, once they are done. */
  takeProbe: (): Int8Array => {
    try {
      if (moving) series.push(...moving.take())
      return probeSigns(series)
    } finally {
      forget()
    }
  },

  /** Trains a classifier on the frames that were kept. */
  takeTemplate: async ({ falseMatchRate }: { falseMatchRate: number }): Promise<ReturnType<typeof train>> => {
    try {
      return train(series, await negatives(), falseMatchRate)
    } finally {
      forget()
    }
  },

  /** The embeddings themselves, 64 little-endian float32 each, for a verifier that trains. */
  takeSeries: (): Uint8Array<ArrayBuffer>[] => {
    try {
      return series.map((embedding) => {
        const bytes = new Uint8Array(4 * embedding.length)
        const view = new DataView(bytes.buffer)
        embedding.forEach((value, i) => view.setFloat32(4 * i, value, true))
        return bytes
      })
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

/**
 * What the networks make of something.
 *
 * @throws ZAuthError `backend_lost` when the device was lost meanwhile: what it gave then means nothing
 */
async function computed<T>(compute: () => Promise<T>): Promise<T> {
  const lost = (cause?: unknown): ZAuthError => new ZAuthError('backend_lost', 'the device was lost', { cause })
  try {
    const result = await compute()
    if (isLost()) throw lost()
    return result
  } catch (error) {
    // A device that is lost says so a moment after the work that it cut off fails.
    await new Promise((resolve) => setTimeout(resolve))
    throw isLost() ? lost(error) : error
  }
}

function ready(): Models {
  if (!models) throw new TypeError('The face worker was not prepared')
  return models
}

function seeing(): Tracker {
  if (!tracker) throw new TypeError('The face worker was not prepared')
  return tracker
}

function pixelsOf(frame: ImageBitmap): ImageData {
  const { width, height } = frame
  if (surface.width !== width || surface.height !== height) Object.assign(surface, { width, height })
  const context = surface.getContext('2d', { willReadFrequently: true })
  if (!context) throw new ZAuthError('no_backend', 'no 2D canvas')
  context.drawImage(frame, 0, 0)
  frame.close()
  return context.getImageData(0, 0, width, height)
}

async function negatives(): Promise<Float32Array[]> {
  return readNegatives(await readChecked('negatives.bin', fileOf))
}

async function fileOf(name: string): Promise<Uint8Array> {
  const response = await fetch(assets.models + name)
  return new Uint8Array(await response.arrayBuffer())
}

/** An aligned face as canvases take it. */
function pictureOf(crop: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const picture = new Uint8ClampedArray(4 * alignedSize * alignedSize).fill(255)
  crop.forEach((value, i) => (picture[4 * Math.floor(i / 3) + (i % 3)] = value))
  return picture
}

function forget(): void {
  for (const embedding of series) embedding.fill(0)
  series.length = 0
  images?.wipe()
  images = null
  moving?.wipe()
  moving = null
  tracker?.forget()
  last = null
}
