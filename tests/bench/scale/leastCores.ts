import { randomFrom } from '../../randomFrom.ts'

/** Sign-ins that arrive at a verifier of many cores, none of which does two at a time. */
interface Arriving {
  readonly perSecond: number
  /** Processor time of one, milliseconds. */
  readonly each: number
}

/** Of a hundred who come, how long 99 wait at most until a core is free, milliseconds. */
export type Wait = number

/** Arrivals that are simulated: some minutes of a million accounts, some seconds of a hundred million. */
const simulated = 200_000

/**
 * Simulates it: people come when they like (a Poisson process), the first who is there gets the first core that is free, and each takes
 * as long as was measured.
 */
export function waitAt({ perSecond, each }: Arriving, cores: number): Wait {
  const random = randomFrom(1)
  const freeAt = new Float64Array(cores)
  const waits = new Float64Array(simulated)
  let now = 0
  for (let i = 0; i < simulated; i++) {
    now -= (1000 * Math.log(1 - random())) / perSecond
    const begins = Math.max(now, freeAt[0] ?? 0)
    waits[i] = begins - now
    replaceFirst(freeAt, begins + each)
  }
  return waits.sort()[Math.floor(0.99 * simulated)] ?? 0
}

/**
 * The fewest cores with which 99 of 100 wait no longer than `patience` milliseconds. However many they are, they have to be more than
 * the work takes by itself.
 */
export function leastCores(arriving: Arriving, patience: Wait): number {
  let [few, enough] = [Math.floor((arriving.perSecond * arriving.each) / 1000), 1]
  while (enough <= few || waitAt(arriving, enough) > patience) enough *= 2
  while (enough - few > 1) {
    const between = Math.floor((few + enough) / 2)
    if (waitAt(arriving, between) > patience) few = between
    else enough = between
  }
  return enough
}

/** Puts a value in the place of the least of a heap, which stands first, and mends the heap. */
function replaceFirst(heap: Float64Array, value: number): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    if (left >= heap.length) break
    const least = left + 1 < heap.length && (heap[left + 1] ?? 0) < (heap[left] ?? 0) ? left + 1 : left
    if ((heap[least] ?? 0) >= value) break
    heap[at] = heap[least] ?? 0
    at = least
  }
  heap[at] = value
}
