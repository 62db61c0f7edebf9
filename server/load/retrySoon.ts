import { randomInt } from 'node:crypto'

const least = 2
const spread = 8

/** Seconds after which somebody who was refused may come again: not all of them at the same moment. */
export function retrySoon(): number {
  return least + randomInt(spread)
}
