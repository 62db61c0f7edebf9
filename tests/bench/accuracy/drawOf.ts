import { randomFrom } from '../../randomFrom.ts'

/** Which of a person's photographs enrol her, and which are her probes, by their places. */
export interface Draw {
  readonly series: readonly number[]
  readonly probes: readonly number[]
}

/**
 * Draws a person's enrolment photographs. The probes are the same for every length of the series: what is left when five are taken,
 * or as many as `series` where that is more.
 *
 * @param count how many photographs she has
 * @param images how many of them enrol her
 * @param who tells people apart, so that not all are drawn alike
 * @returns null when nothing would be left to probe with
 */
export function drawOf(count: number, images: number, who: number, seed: number): Draw | null {
  const taken = Math.max(images, usualSeries)
  if (count <= taken) return null
  const random = randomFrom(1 + who + 100_000 * seed)
  const places = Array.from({ length: count }, (_, i) => i)
  for (let i = places.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    ;[places[i], places[k]] = [places[k] ?? 0, places[i] ?? 0]
  }
  return { series: places.slice(0, images), probes: places.slice(taken) }
}

/** Photographs that people are enrolled with unless something else is said. */
export const usualSeries = 5
