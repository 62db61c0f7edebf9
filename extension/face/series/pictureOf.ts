import { alignedSize } from '../../../shared/recognition/align.ts'

/** An aligned face as canvases take it: `112 · 112` pixels of four bytes each. */
export function pictureOf(crop: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const picture = new Uint8ClampedArray(4 * alignedSize * alignedSize).fill(255)
  crop.forEach((value, i) => (picture[4 * Math.floor(i / 3) + (i % 3)] = value))
  return picture
}
