import { ZAuthError } from '../protocol/errors.ts'
import { dot } from './vector.ts'

/**
 * The cosine that each image must reach with half of the others. One person's photographs from different years stay above
 * it in 98 of 100 series, one person's images of one day stand at 0.7 and more; of series with a second person in them,
 * fewer than 1 in 100 reach it.
 */
const leastAgreement = 0.4
/** How far from 1 an embedding's norm may be by rounding. */
const greatestRounding = 1e-3

/**
 * Checks that a series of images shows one person. Whoever else is in it is in the minority, or is half of it, so that
 * her images agree with fewer than half of the others; so does a bad image.
 *
 * @param embeddings of unit norm
 * @throws ZAuthError `malformed_request` for what is no embedding, `series_inconsistent` when the images disagree
 */
export function checkSeries(embeddings: readonly Float32Array[]): void {
  for (const embedding of embeddings)
    if (!(Math.abs(dot(embedding, embedding) - 1) < 2 * greatestRounding))
      throw new ZAuthError('malformed_request', 'an embedding that is not of unit norm')
  embeddings.forEach((embedding, i) => {
    const cosines = embeddings.filter((_, k) => k !== i).map((other) => dot(embedding, other))
    const median = cosines.sort((a, b) => a - b)[Math.floor((cosines.length - 1) / 2)]
    // Which image it was may be logged; how much it agrees may not: it is a score.
    if (median !== undefined && median < leastAgreement)
      throw new ZAuthError('series_inconsistent', `image ${i + 1} of ${embeddings.length} disagrees with the others`)
  })
}
