import { scoreOf } from '../../../shared/match/score.ts'
import { acceptedScores } from '../../../shared/match/scoreTests.ts'
import { probeSigns } from '../../../shared/recognition/probe.ts'
import { thresholdOf } from '../../../shared/recognition/thresholdOf.ts'
import type { Decision } from './confirmByMatch.ts'
import type { Identity } from './identity.ts'
import { randomFrom } from '../../randomFrom.ts'
import type { Trial } from './trialsOf.ts'

/** Decisions of each kind: on the right person, on somebody else, and on whoever comes near the threshold. */
const each = 80
/** Points on either side of a threshold that are near. */
const near = 12

/** Draws decisions at random among those that the benchmark counts, at the default false match rate. */
export function sampleDecisions(
  trials: readonly Trial<Int32Array>[],
  identities: readonly Identity[],
  negatives: readonly Float32Array[],
): Decision[] {
  const random = randomFrom(3)
  const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  const decisions: Decision[] = []
  let [genuine, impostor, close] = [0, 0, 0]
  while (genuine + impostor + close < 3 * each) {
    const trial = one(trials)
    const person = trial && identities[trial.who]
    const other = one(identities)
    if (!trial || !person || !other) break
    const isGenuine = random() < 0.5
    if (!isGenuine && other === person) continue
    const photo = isGenuine ? person.photos[one(trial.draw.probes) ?? 0] : one(other.photos)
    if (!photo) continue
    const signs = probeSigns([photo.embedding])
    const acceptThreshold = thresholdOf(trial.template, negatives, 1e-5)
    const score = scoreOf(trial.template, signs)
    if (Math.abs(score - acceptThreshold) <= near && close < each) close++
    else if (isGenuine && genuine < each) genuine++
    else if (!isGenuine && impostor < each) impostor++
    else continue
    decisions.push({
      weights: trial.template,
      signs,
      acceptThreshold,
      accepted: acceptedScores(acceptThreshold).includes(score),
    })
  }
  return decisions
}
