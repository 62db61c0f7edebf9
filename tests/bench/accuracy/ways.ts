import { scoreOf } from '../../../shared/match/score.ts'
import { signsOf } from '../../../shared/match/signs.ts'
import { weightsOf } from '../../../shared/match/weights.ts'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { checkSeries } from '../../../shared/recognition/checkSeries.ts'
import { logisticRegression } from '../../../shared/recognition/logisticRegression.ts'
import { probeSigns } from '../../../shared/recognition/probe.ts'
import { train } from '../../../shared/recognition/train.ts'
import { dot, meanDirection, normalised } from '../../../shared/recognition/vector.ts'

/** A way to recognise: what it keeps of a series of images, what of a probe's, and how it compares the two. */
export interface Way<Template, Probe> {
  /** @returns null when the series is refused */
  enrol(series: readonly Float32Array[]): Template | null
  probe(embeddings: readonly Float32Array[]): Probe
  /** @returns a whole number from 0 to `bins` − 1, which grows with the similarity */
  compare(template: Template, probe: Probe): number
  readonly bins: number
}

/** No template's score is larger than the sum of its weights, about 160; this is added so that none is negative. */
export const scoreOffset = 256
const scoreBins = 2 * scoreOffset + 1
/** A cosine's bins are fine enough that a threshold between two of them moves no rate that can be measured here. */
const cosineBins = 4001

type Series = readonly Float32Array[]
type Signs = Way<Int32Array, Int8Array>
type Cosines = Way<Float32Array, Float32Array>

const signs: Omit<Signs, 'enrol'> = {
  bins: scoreBins,
  probe: probeSigns,
  compare: (weights, probe) => scoreOf(weights, probe) + scoreOffset,
}

const cosines: Omit<Cosines, 'enrol'> = {
  bins: cosineBins,
  probe: meanDirection,
  compare: (direction, embedding) => Math.round(((dot(direction, embedding) + 1) / 2) * (cosineBins - 1)),
}

/** The product: what `train` makes of a series, `probeSigns` of a probe, and the score that the encrypted match tests. */
export function productWay(negatives: Series): Signs {
  return { ...signs, enrol: remembered((series) => unlessRefused(() => train(series, negatives, 1e-5).weights)) }
}

/** The product with the mean of the images in the classifier's place. */
export const meanWay: Signs = {
  ...signs,
  enrol: (series) => checked(series, () => weightsOf(meanDirection(series))),
}

/** The product with the signs as they are in the frame, none of them turned round. */
export function plainSignsWay(product: Signs): Signs {
  return { ...product, probe: (embeddings) => signsOf(meanDirection(embeddings)) }
}

/** What the product would be without encryption: the classifier's direction and the mean embedding as they are. */
export function floatWay(negatives: Series): Cosines {
  return { ...cosines, enrol: (series) => checked(series, () => normalised(logisticRegression(series, negatives))) }
}

/** The same with the mean of the images. */
export const floatMeanWay: Cosines = {
  ...cosines,
  enrol: (series) => checked(series, () => meanDirection(series)),
}

/** Training takes most of the benchmark's time, and some series come again. */
function remembered<T>(enrol: (series: Series) => T): (series: Series) => T {
  const numbers = new Map<Float32Array, number>()
  const made = new Map<string, T>()
  return (series) => {
    const key = series.map((image) => {
      const number = numbers.get(image) ?? numbers.size
      numbers.set(image, number)
      return number
    })
    const template = made.get(key.join()) ?? enrol(series)
    made.set(key.join(), template)
    return template
  }
}

function checked<T>(series: Series, make: () => T): T | null {
  return unlessRefused(() => {
    checkSeries(series)
    return make()
  })
}

function unlessRefused<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof ZAuthError && error.code === 'series_inconsistent') return null
    throw error
  }
}
