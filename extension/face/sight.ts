import type { Advice, Face, Pose } from '../../shared/recognition/perception.ts'
import type { MovementProgress } from './createMovementWatch.ts'
import type { SeriesProgress } from './series/createSeries.ts'
import type { Direction } from './directionOf.ts'
import type { PictureTrouble } from './watchPicture.ts'

/** What to tell a person who is before the camera, or who sees that it does not work. */
export type SightAdvice = Advice | PictureTrouble | 'sideways'

/** What the face worker tells of one frame: enough to draw and to advise, nothing to recognise by. */
export interface Sight {
  readonly advice: SightAdvice
  /** Whether the frame may be kept: a good face, and it was looked whether there is another one. */
  readonly good: boolean
  /** Which way to move or to turn, where the advice has one. */
  readonly towards: Direction | null
  readonly boxes: readonly Face['box'][]
  /** The face's rim in the frame's pixels, x and y one after the other, closed; null when there is not exactly one face. */
  readonly outline: Float32Array | null
  readonly pose: Pose | null
  /** How far the images of an enrolment have come; null when there is none. */
  readonly series: SeriesProgress | null
  /** How far a sequence of movements has come; null when there is none. */
  readonly movement: MovementProgress | null
  /** Milliseconds. */
  readonly took: number
}

/** The landmarks along the rim of the face, clockwise from the middle of the forehead. */
const rim = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const

/** Cuts the rim of the face out of its landmarks. */
export function outlineOf(landmarks: Float32Array): Float32Array {
  return Float32Array.from(rim.flatMap((index) => [landmarks[3 * index] ?? 0, landmarks[3 * index + 1] ?? 0]))
}
