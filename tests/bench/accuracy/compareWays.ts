import type { Identity } from './identity.ts'
import { byRate, type ByRate } from './measureRates.ts'
import { falseNonMatchRate, scoresOf, thresholdAt } from './rates.ts'
import { trialsOf } from './trialsOf.ts'
import { floatMeanWay, floatWay, meanWay, plainSignsWay, type Way } from './ways.ts'

/** One way to recognise, with a number of enrolment images. */
export interface Compared {
  readonly way: 'product' | 'mean' | 'plainSigns' | 'float' | 'floatMean'
  readonly images: number
  readonly fnmr: ByRate<number>
  readonly fnmr3: ByRate<number>
}

/** Numbers of enrolment images that are compared. The probes are the same for all of them. */
const images = [1, 3, 5]

/**
 * The product's way beside others, on the same draws: the mean of the images in place of the classifier, plain signs, and both
 * classifiers unencrypted in floats.
 *
 * @param product the product's own way
 * @param progress told after each of the ways
 */
export function compareWays(
  product: Way<Int32Array, Int8Array>,
  identities: readonly Identity[],
  negatives: readonly Float32Array[],
  draws: number,
  progress: (done: number, all: number) => void,
): Compared[] {
  const compared: Compared[] = []
  const all = 5 * images.length
  const compare = <Template, Probe>(name: Compared['way'], way: Way<Template, Probe>): void => {
    for (const count of images) {
      const { genuine, ofThree, impostor } = scoresOf(trialsOf(way, identities, { draws, images: count }).trials)
      const at = (scores: readonly number[]) =>
        byRate((rate) => falseNonMatchRate(scores, thresholdAt(impostor, rate)) ?? NaN)
      compared.push({ way: name, images: count, fnmr: at(genuine), fnmr3: at(ofThree) })
      progress(compared.length, all)
    }
  }
  compare('product', product)
  compare('mean', meanWay)
  compare('plainSigns', plainSignsWay(product))
  compare('float', floatWay(negatives))
  compare('floatMean', floatMeanWay)
  return compared
}
