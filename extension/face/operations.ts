import { loadModels, type Models } from '../../shared/recognition/models.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { embedCrop } from '../../shared/recognition/embed.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { perceive } from '../../shared/recognition/perceive.ts'
import type { Perception } from '../../shared/recognition/perception.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { train } from '../../shared/recognition/train.ts'
import type { Backend } from './backend.ts'
import { chooseBackend, type Machine } from './chooseBackend.ts'
import { isDark } from './isDark.ts'
import { outlineOf, type Sight } from './sight.ts'
import { startBackend } from './startBackend.ts'

const assets = {
  models: new URL('models/', self.location.href).href,
  tfjs: new URL('tfjs/', self.location.href).href,
}
const machine: Machine = {
  start: (backend) => startBackend(backend, assets.tfjs),
  load: () => loadModels(fileOf),
}
const surface = new OffscreenCanvas(1, 1)

let models: Models | null = null
let previous: Perception | null = null
/** The embeddings of the frames that were kept. They leave the worker only as signs, as a template, or by `takeSeries`. */
const series: Float32Array[] = []

/** What the face worker can be asked. Frames and embeddings stay here, and are wiped as soon as they have served. */
export const faceOperations = {
  /** Chooses a backend and loads the networks; to be asked before anything else. */
  prepare: async ({ remembered }: { remembered: Backend | null }): Promise<Backend> => {
    const chosen = await chooseBackend(remembered, machine)
    models = chosen.models
    // The first run of a network is the slow one: better before the person is there.
    await perceive(models, { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4) })
    return chosen.backend
  },

  /** Looks at a frame. The frame is given away, and gone afterwards. */
  look: async ({ frame }: { frame: ImageBitmap }): Promise<Sight> => {
    const start = performance.now()
    const image = pixelsOf(frame)
    try {
      const perception = await perceive(ready(), image, { previous: previous ?? undefined })
      wipe(previous)
      previous = perception
      const { faces, landmarks, pose } = perception
      const advice = perception.advice === 'no_face' && isDark(image) ? 'more_light' : perception.advice
      const outline = landmarks && outlineOf(landmarks)
      return { advice, boxes: faces.map(({ box }) => box), outline, pose, took: performance.now() - start }
    } finally {
      image.data.fill(0)
    }
  },

  /** Embeds the face of the frame that was looked at last, and keeps the embedding. How many are kept now. */
  keep: async (): Promise<number> => {
    if (!previous?.crop) throw new TypeError('No face to keep')
    return series.push(await embedCrop(ready(), previous.crop))
  },

  /** The probe of the frames that were kept: 256 signs. */
  takeProbe: (): Int8Array => {
    try {
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

function ready(): Models {
  if (!models) throw new TypeError('The face worker was not prepared')
  return models
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
  return readNegatives(await fileOf('negatives.bin'))
}

async function fileOf(name: string): Promise<Uint8Array> {
  const response = await fetch(assets.models + name)
  return new Uint8Array(await response.arrayBuffer())
}

function wipe(perception: Perception | null): void {
  perception?.crop?.fill(0)
  perception?.landmarks?.fill(0)
}

function forget(): void {
  for (const embedding of series) embedding.fill(0)
  series.length = 0
  wipe(previous)
  previous = null
}
