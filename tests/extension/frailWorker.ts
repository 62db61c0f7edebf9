import { serveOperations } from '../../extension/workers/serveOperations.ts'

let count = 0

/** A worker that counts, until it is asked to fail in one of the ways that workers have. */
const frailOperations = {
  prepare: (): void => undefined,
  count: (): number => ++count,
  breakDown: (): Promise<void> => {
    setTimeout(() => {
      throw new Error('The worker has broken down')
    })
    return new Promise(() => undefined)
  },
  fallSilent: (): Promise<void> => new Promise(() => undefined),
  trip: (): void => {
    throw new TypeError('Unexpected stone')
  },
}

export type FrailOperations = typeof frailOperations

serveOperations(frailOperations)
