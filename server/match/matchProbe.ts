import type { MatchOutput } from '../../shared/match/answerProbe.ts'
import type { Parts } from '../parts.ts'
import type { Challenge, Device } from '../store/records.ts'
import { discardBound } from './discardBound.ts'
import type { Place } from './matcher.ts'
import { preparationOf } from './preparationOf.ts'

interface Try {
  readonly probe: Uint8Array<ArrayBuffer>
  readonly challenge: Challenge
  readonly device: Device
}

/** Matches a probe by what was prepared for its challenge; from the beginning, if that is gone. */
export async function matchProbe(parts: Parts, place: Place, { probe, challenge, device }: Try): Promise<MatchOutput> {
  const begun = performance.now()
  const bound = await parts.prepared.take(challenge.id)
  let outcome: 'answered' | 'failed' = 'failed'
  try {
    const matched = bound
      ? await place.answer(probe, bound)
      : await place.match({ probe, ...(await preparationOf(parts, device)) })
    outcome = 'answered'
    return matched
  } catch (error) {
    // Whatever did not get to a thread.
    if (bound !== null) discardBound(bound)
    throw error
  } finally {
    parts.metrics.matched(bound !== null, (performance.now() - begun) / 1000, outcome)
  }
}
