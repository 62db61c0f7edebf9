import { alignedSize } from './align.ts'

/** How a network takes images, and what it gives for them. */
interface Network {
  /** Pixels along each side. */
  readonly size: number
  /** A value from 0 to 255 as the network was trained with it. */
  scaled(value: number): number
  /** The names of what it gives that is used here. */
  readonly outputs: readonly string[]
}

export const networks = {
  /** Finds faces: for each of its two grids, the coarse one last, logits and boxes. */
  blazeface: {
    size: 256,
    scaled: (value) => value / 127.5 - 1,
    outputs: ['Identity', 'Identity_2', 'Identity_1', 'Identity_3'],
  },
  /** Finds 468 landmarks of a face, x, y and depth each, and tells its confidence that they are of one. */
  facemesh: { size: 192, scaled: (value) => value / 255, outputs: ['Identity_2', 'Identity_1'] },
  /** Embeds an aligned face into 64 numbers, not yet of unit length. */
  mobilefacenet: {
    size: alignedSize,
    scaled: (value) => (value - 127.5) / 128,
    outputs: ['MobileFaceNet/Logits/SpatialSqueeze'],
  },
} as const satisfies Record<string, Network>

export type NetworkName = keyof typeof networks
