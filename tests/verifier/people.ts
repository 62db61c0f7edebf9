import { readFileSync } from 'node:fs'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import { train, type Classifier } from '../../shared/recognition/train.ts'
import { randomFrom } from '../randomFrom.ts'

const negatives = readNegatives(readFileSync(new URL('../../models/negatives.bin', import.meta.url)))

function unit(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}

function direction(random: () => number): number[] {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return unit(Array.from({ length: 64 }, gauss))
}

/** Somebody whose images' embeddings lie at a known cosine from her own direction. */
export interface Person {
  /** One more image: `cosine` to her direction, the rest at random. */
  image(cosine?: number): Float32Array
  /** A series for enrolment. */
  series(length?: number): Float32Array[]
  /** What an extension makes of such a series. */
  training(): Classifier
}

/** The same number is the same person. */
export function person(number: number): Person {
  const random = randomFrom(1000 + number)
  const own = direction(random)
  const image = (cosine = 0.9) => {
    const other = direction(random)
    const along = other.reduce((sum, value, i) => sum + value * (own[i] ?? 0), 0)
    const across = unit(other.map((value, i) => value - along * (own[i] ?? 0)))
    const sine = Math.sqrt(1 - cosine ** 2)
    return Float32Array.from(unit(own.map((value, i) => cosine * value + sine * (across[i] ?? 0))))
  }
  const series = (length = 8) => Array.from({ length }, () => image())
  let trained: Classifier | undefined
  return { image, series, training: () => (trained ??= train(series(), negatives, ratePerTry(1e-5, 5))) }
}
