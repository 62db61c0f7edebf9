import { weightsOf } from '../match/weights.ts'
import { checkSeries } from './checkSeries.ts'
import { logisticRegression } from './logisticRegression.ts'
import { thresholdOf } from './thresholdOf.ts'

/** What an enrolment makes of a series of images: both in the clear, one of them to be encrypted. */
export interface Classifier {
  /** The template before it is encrypted: 256 integers of norm about 12. */
  readonly weights: Int32Array
  /** The least score that is accepted; of the parity of the weights' sum, as all scores are. */
  readonly acceptThreshold: number
}

/**
 * Trains a classifier of one person. Deterministic: the same images give the same template.
 *
 * @param embeddings of the person: at least one of 64 numbers and unit norm; five are wanted, more hardly help
 * @param negatives embeddings of nobody, as `readNegatives` gives them
 * @param falseMatchRate how often somebody else may be accepted in one try, 1e-8 to 1e-4; `ratePerTry` makes it of the
 *   operator's rate for a sign-in
 * @throws ZAuthError `series_inconsistent` when the images disagree, `malformed_request` for what is no embedding
 */
export function train(
  embeddings: readonly Float32Array[],
  negatives: readonly Float32Array[],
  falseMatchRate: number,
): Classifier {
  checkSeries(embeddings)
  const weights = weightsOf(logisticRegression(embeddings, negatives))
  return { weights, acceptThreshold: thresholdOf(weights, negatives, falseMatchRate) }
}
