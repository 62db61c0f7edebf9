import { scoreOf } from '../../../shared/match/score.ts'
import { probeSigns } from '../../../shared/recognition/probe.ts'
import { thresholdOf } from '../../../shared/recognition/thresholdOf.ts'
import { usualSeries } from './drawOf.ts'
import type { Identity } from './identity.ts'
import { halfOf } from './measureThresholds.ts'
import type { Way } from './ways.ts'

/** What somebody gets who has stolen keys and sends signs of her own choosing. */
export interface Wolf {
  /** The rate that the templates' thresholds were made for. */
  readonly wanted: number
  /** Templates that the search could look at, and others that it was tried on. */
  readonly searched: number
  readonly triedOn: number
  /** Parts of those that open, for the best signs that a search found, and for the face that opens most of those searched. */
  readonly best: { readonly searched: number; readonly triedOn: number }
  readonly luckiestFace: { readonly searched: number; readonly triedOn: number }
}

const wanted = [1e-4, 1e-5]
/** Faces that open most, from which the search starts. */
const starts = 24
/** Most templates that are made: of the people with the most photographs. */
const greatestCrowd = 800
/** How many points below a threshold a score still draws the search: as many as a few turned signs bring. */
const softness = 8

interface Target {
  readonly weights: Int32Array
  threshold: number
}

/**
 * Looks for one list of signs that opens as many templates as possible: from real faces on, sign by sign, the one whose turning helps
 * most. It looks at one half of the people and is tried on the other, whose templates an attacker does not have.
 */
export function searchWolf(
  identities: readonly Identity[],
  negatives: readonly Float32Array[],
  way: Way<Int32Array, Int8Array>,
  progress: (done: number, all: number) => void,
): Wolf[] {
  const halves = { development: [] as Target[], validation: [] as Target[] }
  const faces: Int8Array[] = []
  const crowd = identities.toSorted((a, b) => b.photos.length - a.photos.length).slice(0, greatestCrowd)
  crowd.forEach(({ name, photos }, i) => {
    const weights = way.enrol(photos.slice(0, usualSeries).map(({ embedding }) => embedding))
    if (weights) halves[halfOf(name)].push({ weights, threshold: 0 })
    if (halfOf(name) === 'development') faces.push(...photos.map(({ embedding }) => probeSigns([embedding])))
    progress(i + 1, crowd.length)
  })
  const { development, validation } = halves
  return wanted.map((rate): Wolf => {
    for (const target of [...development, ...validation])
      target.threshold = thresholdOf(target.weights, negatives, rate)
    // A face opens its own person's template, which is no luck: the part of one template is taken off below.
    const ranked = faces
      .map((signs) => ({ signs, opened: opened(development, signs) }))
      .sort((a, b) => b.opened - a.opened)
    const luckiest = ranked[0]?.signs ?? new Int8Array()
    const found = ranked.slice(0, starts).map(({ signs }) => climb(development, signs))
    const best = found.sort((a, b) => opened(development, b) - opened(development, a))[0] ?? luckiest
    return {
      wanted: rate,
      searched: development.length,
      triedOn: validation.length,
      best: { searched: part(development, best), triedOn: part(validation, best) },
      luckiestFace: {
        searched: part(development, luckiest) - 1 / development.length,
        triedOn: part(validation, luckiest),
      },
    }
  })
}

/** Turns signs as long as one helps; what helps is told by scores near the thresholds, too. */
function climb(targets: readonly Target[], from: Int8Array): Int8Array {
  const signs = from.slice()
  const scores = targets.map(({ weights }) => scoreOf(weights, signs))
  const worth = (score: number, threshold: number): number => 1 / (1 + Math.exp((threshold - score) / (softness / 4)))
  for (;;) {
    const now = scores.reduce((sum, score, t) => sum + worth(score, targets[t]?.threshold ?? 0), 0)
    let [best, most] = [-1, now + 1e-6]
    for (let i = 0; i < signs.length; i++) {
      let sum = 0
      targets.forEach(({ weights, threshold }, t) => {
        sum += worth((scores[t] ?? 0) - 2 * (signs[i] ?? 0) * (weights[i] ?? 0), threshold)
      })
      if (sum > most) [best, most] = [i, sum]
    }
    if (best < 0) return signs
    targets.forEach(({ weights }, t) => {
      scores[t] = (scores[t] ?? 0) - 2 * (signs[best] ?? 0) * (weights[best] ?? 0)
    })
    signs[best] = -(signs[best] ?? 0)
  }
}

function opened(targets: readonly Target[], signs: Int8Array): number {
  return targets.filter(({ weights, threshold }) => scoreOf(weights, signs) >= threshold).length
}

function part(targets: readonly Target[], signs: Int8Array): number {
  return opened(targets, signs) / targets.length
}
