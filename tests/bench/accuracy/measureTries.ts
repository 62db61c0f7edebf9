import { probeSigns } from '../../../shared/recognition/probe.ts'
import { scoreOf } from '../../../shared/match/score.ts'
import { ratePerTry } from '../../../shared/recognition/ratePerTry.ts'
import { thresholdOf } from '../../../shared/recognition/thresholdOf.ts'
import type { Identity } from './identity.ts'
import type { Trial } from './trialsOf.ts'

/** What a sign-in of several tries comes to. */
export interface OfTries {
  readonly tries: number
  /** The operator's rate, for a sign-in. */
  readonly wanted: number
  /** Whether the thresholds account for the number of tries. */
  readonly accounted: boolean
  readonly meanThreshold: number
  /** Sign-ins of other people that succeed in one of their tries, each with another photograph. */
  readonly fmr: number
  readonly signIns: number
  /** Sign-ins of the right person that fail in all of their tries. */
  readonly fnmr: number
  readonly genuineSignIns: number
}

const counts = [1, 2, 3]
const wanted = [1e-4, 1e-5]

/**
 * Sign-ins of up to three tries, at thresholds for one try and at those for as many as there are: whether the operator's rate
 * holds, and what accounting for the tries costs the right person.
 */
export function measureTries(
  trials: readonly Trial<Int32Array>[],
  identities: readonly Identity[],
  negatives: readonly Float32Array[],
): OfTries[] {
  const signs = identities.map(({ photos }) => photos.map(({ embedding }) => probeSigns([embedding])))
  const most = Math.max(...counts)
  return wanted.flatMap((rate) =>
    counts.flatMap((tries) =>
      [false, true].map((accounted): OfTries => {
        let [thresholds, accepted, signIns, rejected, genuineSignIns] = [0, 0, 0, 0, 0]
        for (const { template, who, genuine, draw } of trials) {
          const threshold = thresholdOf(template, negatives, accounted ? ratePerTry(rate, tries) : rate)
          thresholds += threshold
          const accepts = (probe: Int8Array): boolean => scoreOf(template, probe) >= threshold
          for (const [i, others] of signs.entries()) {
            if (i === who || others.length < most) continue
            signIns++
            if (others.slice(0, tries).some(accepts)) accepted++
          }
          if (genuine.length < most) continue
          genuineSignIns++
          const probes = draw.probes.slice(0, tries).flatMap((place) => signs[who]?.[place] ?? [])
          if (!probes.some(accepts)) rejected++
        }
        return {
          tries,
          wanted: rate,
          accounted,
          meanThreshold: thresholds / trials.length,
          fmr: accepted / signIns,
          signIns,
          fnmr: rejected / genuineSignIns,
          genuineSignIns,
        }
      }),
    ),
  )
}
