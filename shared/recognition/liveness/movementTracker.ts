import type { Movement } from '../../protocol/movements.ts'

/** Milliseconds for one movement, for whoever has not asked for more: what most people need, with some to spare. */
export const usualWindow = 2_500

/** What was perceived in one frame of the camera. */
export interface Sample {
  /** Milliseconds, by any clock that only goes forward: when the frame was taken. */
  readonly time: number
  /** 468 landmarks of x, y and depth, in pixels, as `perceive` gives them; null when there was not exactly one face. */
  readonly landmarks: Float32Array | null
  /** The face's embedding, 64 numbers of unit norm; null in frames that were not embedded. */
  readonly embedding: Float32Array | null
}

/** Why a sequence ended before it was done. */
export type Failure =
  /** Moved another way than asked, or before being asked. */
  | 'wrong_direction'
  /** The movement was not made in its time. */
  | 'too_late'
  /** What moved is not one rigid head: a picture, tilted or bent. */
  | 'flat'
  /** The face, or its pose, jumped: it is not the one of before. */
  | 'another_face'
  /** The head was not held straight, or did not come back. */
  | 'not_moving_on'
  /** No face was seen for too long, or too few frames, to vouch for what happened in between. */
  | 'interrupted'
  /** The camera gives the same frames again and again. */
  | 'frozen'

/** How far a sequence of movements has come. */
export interface Progress {
  /**
   * `neutral`: the person is to look straight and wait. `move`: she is to make the movement `wanted`. `pause`: she made one, and
   * the next is about to be asked for. `back`: she is to look straight again. `done` and `failed`: nothing more is to be shown.
   */
  readonly state: 'neutral' | 'move' | 'pause' | 'back' | 'done' | 'failed'
  /** How many movements were made, from 0. */
  readonly step: number
  /** The movement that is to be made, in the states `move` and `back`. */
  readonly wanted: Movement | null
  /** How far the movement has got, or in `neutral` and `back` how near to straight the head is: 0 to 1. */
  readonly completion: number
  readonly failure: Failure | null
  /** Whether the next sample must have an embedding to move things on. Others may have one: the more, the closer the watch. */
  readonly wantsEmbedding: boolean
}

/** Follows a face through a sequence of movements. */
export interface MovementTracker {
  /** Takes the frames in their order, ten a second or more. After `done` it goes on watching that the face stays the same. */
  see(sample: Sample): Progress
  /**
   * Whether an embedding is of the face that made the movements: to be asked of each one that goes into the probe, so that
   * nobody moves her own head and then shows a picture. False before the face was first embedded.
   */
  isSameFace(embedding: Float32Array): boolean
  /** Wipes what is known of the face. Nothing can be followed afterwards. */
  wipe(): void
}
