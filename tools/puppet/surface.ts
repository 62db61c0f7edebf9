import type { Image } from '../../shared/recognition/image.ts'

/** Something that a camera can be shown: triangles in space, with a photograph on them. */
export interface Surface {
  /** x (right in the image), y (down) and z (away from the camera) of each corner; 0 is the face's middle, 1 the distance from ear to ear. */
  readonly corners: Float64Array
  /** Where each corner is in the photograph: x and y in its pixels. */
  readonly places: Float64Array
  /** 0 to 1 for each corner; less than 1 where it fades into the background. */
  readonly opacity: Float64Array
  /** Three corners each, in any order. */
  readonly triangles: readonly (readonly [number, number, number])[]
  readonly photo: Image
}

/** How a surface stands before the camera. */
export interface Stance {
  /** Degrees: positive to the person's own left, upwards, and clockwise in the image. */
  readonly turn: number
  readonly rise: number
  readonly lean: number
  /** Distances from ear to ear: of the camera from the face, and of the face from the middle, to the right and down. */
  readonly distance: number
  readonly x: number
  readonly y: number
}

/** Straight, in the middle, at the distance of half a metre and a little more. */
export const atRest: Stance = { turn: 0, rise: 0, lean: 0, distance: 3.8, x: 0, y: 0 }
