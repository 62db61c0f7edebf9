import { createMovementWatch } from '../../../extension/face/createMovementWatch.ts'
import type { Movement } from '../../../shared/protocol/movements.ts'
import { createFaceTracker } from '../../../shared/recognition/createFaceTracker.ts'
import { embedCrop } from '../../../shared/recognition/embed.ts'
import type { Failure } from '../../../shared/recognition/liveness/movementTracker.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { dot, meanDirection } from '../../../shared/recognition/vector.ts'
import { addSensorNoise } from '../../../tools/puppet/addSensorNoise.ts'
import type { Actor, Subject } from './actor.ts'

/** Milliseconds between two frames: ten a second, as few as the product wants. */
const interval = 100
/** Every so many frames the whole image is searched, as it is after every sixth at the latest. */
const thorough = 3
/** Milliseconds that a person may take for a movement, and for everything. */
const [windowMs, longest] = [2500, 60_000]
/** Frames of the head held straight that the window waits for. */
const enough = 3
/** Cosine from which on a probe counts as the subject's: the threshold at a false match rate of 1 in 1,000, in the attack's favour. */
const leastLikeness = 0.472

/** What became of a presentation. */
export interface Outcome {
  /** Whether the movements were taken for made, by the face that was to be recognised. */
  readonly accepted: boolean
  readonly failure: Failure | 'another_probe' | 'no_end' | null
  readonly frames: number
  /** How many movements were taken for made. */
  readonly steps: number
}

/**
 * Shows an actor to the product's own pipeline, frame by frame, from pixels to the decision.
 *
 * @param noise of the camera's sensor, in steps of 255; 0 for a stream that comes from no sensor
 */
export async function present(
  models: Models,
  actor: Actor,
  subject: Subject,
  movements: readonly Movement[],
  noise = 2,
): Promise<Outcome> {
  const tracker = createFaceTracker(models)
  const watch = createMovementWatch(movements, windowMs)
  let shown = await watch.see(await tracker.see(blank, true), 0, () => Promise.reject(new Error('Nobody is there')))
  let frames = 0
  for (let time = interval; time < longest; time += interval) {
    const image = actor.frame(time, shown)
    if (noise > 0) addSensorNoise(image.data, noise)
    // A frame that may be kept is searched, too.
    const isWanted = frames % thorough === 0 || shown.state === 'neutral' || shown.state === 'done'
    shown = await watch.see(await tracker.see(image, isWanted), time, (crop) => embedCrop(models, crop))
    frames++
    if (shown.state === 'failed') return { accepted: false, failure: shown.failure, frames, steps: shown.step }
    if (shown.state !== 'done' || shown.kept < enough) continue
    const likeness = dot(meanDirection(watch.take()), subject.embedding)
    const accepted = likeness >= leastLikeness
    return { accepted, failure: accepted ? null : 'another_probe', frames, steps: shown.step }
  }
  return { accepted: false, failure: 'no_end', frames, steps: shown.step }
}

const blank = { width: 64, height: 64, data: new Uint8ClampedArray(4 * 64 * 64) }
