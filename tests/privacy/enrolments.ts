import { readFileSync } from 'node:fs'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { weightsOf } from '../../shared/match/weights.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import { thresholdOf } from '../../shared/recognition/thresholdOf.ts'
import { context } from '../match/world.ts'
import { person } from '../verifier/people.ts'

const negatives = readNegatives(readFileSync(new URL('../../models/negatives.bin', import.meta.url)))
const rate = ratePerTry(1e-5, 3)

/** What a verifier stores of an enrolment, beside names and times. */
export interface Stored {
  readonly publicKey: Uint8Array
  readonly template: Uint8Array
  readonly acceptThreshold: number
}

/** Somebody's face, of which each series of images is another. */
export interface Face {
  /** The weights that a new series gives: the direction of its mean, which training comes close to, and takes less time. */
  readonly weights: () => Int32Array
}

/** A face whose images lie about as far apart as photographs of one person do. */
export const face = (number: number): Face => commonFace(number, 0)

const centre = meanOf(negatives)

/**
 * A face that others resemble.
 * @param how much, 0 for as usual to 1 for the middle of all faces
 */
export function commonFace(number: number, how: number): Face {
  const them = person(number)
  return {
    weights() {
      const images = them.series().map((image) => image.map((entry, i) => (1 - how) * entry + how * (centre[i] ?? 0)))
      return weightsOf(meanOf(images))
    },
  }
}

function meanOf(images: readonly Float32Array[]): Float32Array {
  const sum = Float32Array.from({ length: 64 }, (_, i) => images.reduce((all, image) => all + (image[i] ?? 0), 0))
  const norm = Math.hypot(...sum)
  return sum.map((entry) => entry / norm)
}

export const thresholdFor = (weights: Int32Array): number => thresholdOf(weights, negatives, rate)

/** An enrolment as a device makes it: a fresh key pair, and a template under it. */
export function enrol({ weights }: Face): Stored {
  const taken = weights()
  const { publicKey, secretKey } = createKeyPair(context)
  const template = encryptTemplate(context, secretKey, taken)
  return { publicKey, template, acceptThreshold: thresholdFor(taken) }
}
