import type { MovementProgress } from '../../../extension/face/createMovementWatch.ts'
import type { Image } from '../../../shared/recognition/image.ts'
import type { Frame } from '../../../tools/puppet/render.ts'
import type { Surface } from '../../../tools/puppet/surface.ts'
import type { Movement } from '../../../shared/protocol/movements.ts'
import type { Random } from './seededRandom.ts'

/** A person to be shown, or to be attacked. */
export interface Subject {
  readonly name: string
  readonly photo: Image
  /** 468 of x, y and depth, in the photograph. */
  readonly landmarks: Float32Array
  /** Of the photograph. */
  readonly embedding: Float32Array
  readonly head: Surface
}

/** Somebody before the camera: knows what the camera window shows, and gives what the camera sees. */
export interface Actor {
  /** @param time in milliseconds */
  frame(time: number, shown: MovementProgress): Frame
}

/** What a presentation is made of. */
export interface Scene {
  /** Who is to be recognised. */
  readonly subject: Subject
  /** Somebody else, who may help with the attack. */
  readonly other: Subject
  readonly room: Image
  /** The sequence that is asked for; only a recording may look at it, so as not to be the right one. */
  readonly movements: readonly Movement[]
  readonly random: Random
}
