import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { checkSeries } from '../../../shared/recognition/checkSeries.ts'
import { usualSeries } from './drawOf.ts'
import type { Identity } from './identity.ts'
import { wilson, type Interval } from './intervals.ts'
import { randomFrom } from '../../randomFrom.ts'

/** How often series of one composition are refused because their images disagree. */
export interface SeriesRefused {
  /** Images of a second person among five; 0 is an honest series. */
  readonly intruders: number
  readonly refused: number
  readonly series: number
  readonly interval: Interval
}

/** Series drawn of each person. */
const seriesOfEach = 20

/**
 * Puts series of five photographs together, honest ones and ones with a second person in them, and counts those that the check
 * refuses. Her photographs are of different days and years: a series before a camera, within seconds, agrees better.
 */
export function measureSeries(identities: readonly Identity[]): SeriesRefused[] {
  const random = randomFrom(2)
  const people = identities.filter(({ photos }) => photos.length >= usualSeries)
  const several = identities.filter(({ photos }) => photos.length >= 2)
  return [0, 1, 2].map((intruders): SeriesRefused => {
    let [refused, series] = [0, 0]
    for (const person of people)
      for (let run = 0; run < seriesOfEach; run++) {
        const others = several.filter((other) => other !== person && other.photos.length >= intruders)
        const other = others[Math.floor(random() * others.length)]
        const images = [
          ...some(person, usualSeries - intruders, random),
          ...(other ? some(other, intruders, random) : []),
        ]
        series++
        if (isRefused(images)) refused++
      }
    return { intruders, refused, series, interval: wilson(refused, series) }
  })
}

function some({ photos }: Identity, count: number, random: () => number): Float32Array[] {
  const left = photos.map(({ embedding }) => embedding)
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat()
}

/** Whether the check refuses a series. */
export function isRefused(images: readonly Float32Array[]): boolean {
  try {
    checkSeries(images)
    return false
  } catch (error) {
    if (error instanceof ZAuthError && error.code === 'series_inconsistent') return true
    throw error
  }
}
