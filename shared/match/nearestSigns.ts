import { frame } from './frame.ts'
import { embeddingLength, slots } from './parameters.ts'

/**
 * How long the sum of the frame's columns is wanted. A sum of 256 columns' lengths along an embedding cannot be longer than about 26,
 * so this one asks for length as well as for direction: for templates of norm 12 and directions drawn at random it parts genuine
 * scores from others best, and anything from 26 to 40 nearly as well. No photograph was asked.
 */
const wantedLength = slots / Math.sqrt(embeddingLength)

/** The frame as this file uses it most: its entries column by column, and the products of its columns, 256 × 256. */
interface Matrices {
  readonly entries: Float64Array
  readonly products: Float64Array
}

function matricesOf(): Matrices {
  const entries = Float64Array.from({ length: slots * embeddingLength }, (_, at) => {
    return frame[Math.floor(at / embeddingLength)]?.[at % embeddingLength] ?? 0
  })
  const products = Float64Array.from({ length: slots * slots }, (_, at) => {
    const [one, other] = [frame[Math.floor(at / slots)], frame[at % slots]]
    return one && other ? one.reduce((sum, entry, i) => sum + entry * (other[i] ?? 0), 0) : 0
  })
  return { entries, products }
}

let known: Matrices | undefined

/**
 * Signs that stand for an embedding (encrypted match §2): some of the signs that it has in the public frame are turned round, those
 * that are almost none, such that the frame's columns, summed with these signs, point to where the embedding points. What plain
 * signs lose of the score's sharpness is the part of that sum that points elsewhere; here it is half as long.
 *
 * @param embedding 64 numbers, not all zero; only the direction counts
 * @returns 256 signs, each −1 or 1
 */
export function nearestSigns(embedding: Float32Array): Int8Array {
  known ??= matricesOf()
  const { entries, products } = known
  const framed = alongColumns(entries, Float64Array.from(embedding))
  const signs = Int8Array.from(framed, (entry) => (entry >= 0 ? 1 : -1))
  /** How far the sum is from the wanted one, along each column. */
  const excess = alongColumns(entries, excessOf(entries, embedding, signs))
  // Each turn brings the sum nearer, so it ends by itself; the bound is for arithmetic that is not exact.
  for (let turn = 0; turn < signs.length; turn++) {
    const worst = farthest(signs, excess)
    if (worst === null) break
    const change = -2 * (signs[worst] ?? 0)
    signs[worst] = (signs[worst] ?? 0) + change
    const row = worst * signs.length
    for (let k = 0; k < excess.length; k++) excess[k] = (excess[k] ?? 0) + change * (products[row + k] ?? 0)
  }
  return signs
}

/** The sign whose turning brings the sum nearest; null when none brings it nearer. */
function farthest(signs: Int8Array, excess: Float64Array): number | null {
  let worst: number | null = null
  // Turning a column of norm 1 moves the sum by 2: nearer if it was farther than 1 along the column.
  let most = 1 + 1e-9
  signs.forEach((sign, i) => {
    const along = sign * (excess[i] ?? 0)
    if (along > most) [worst, most] = [i, along]
  })
  return worst
}

/** The products of a vector with each of the columns. */
function alongColumns(entries: Float64Array, vector: Float64Array): Float64Array {
  const along = new Float64Array(entries.length / vector.length)
  for (let k = 0, at = 0; k < along.length; k++) {
    let sum = 0
    for (let i = 0; i < vector.length; i++, at++) sum += (entries[at] ?? 0) * (vector[i] ?? 0)
    along[k] = sum
  }
  return along
}

/** The sum of the columns with these signs, less the wanted one. */
function excessOf(entries: Float64Array, embedding: Float32Array, signs: Int8Array): Float64Array {
  const norm = Math.hypot(...embedding)
  const excess = Float64Array.from(embedding, (entry) => (norm > 0 ? (-wantedLength * entry) / norm : 0))
  for (let k = 0, at = 0; k < signs.length; k++) {
    const sign = signs[k] ?? 0
    for (let i = 0; i < excess.length; i++, at++) excess[i] = (excess[i] ?? 0) + sign * (entries[at] ?? 0)
  }
  return excess
}
