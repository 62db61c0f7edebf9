import type { Image } from './image.ts'

/** An affine map `[a, b, c, d, e, f]` of points: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`. */
export type Affine = readonly [number, number, number, number, number, number]

/**
 * A square cut-out of an image, bilinearly interpolated; black beyond the image's edge.
 *
 * @param map from the cut-out's pixels to the image's
 * @param size of the cut-out's sides
 * @param samples in each pixel's row and column; more than one averages where the cut-out is smaller than its source
 * @returns `size · size · 3` values: red, green, blue from 0 to 255
 */
export function warp(image: Image, map: Affine, size: number, samples = 1): Float32Array {
  const [a, b, c, d, e, f] = map
  const { width, height, data } = image
  const out = new Float32Array(size * size * 3)
  const share = 1 / (samples * samples)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const o = (y * size + x) * 3
      for (let s = 0; s < samples * samples; s++) {
        const subX = x + ((s % samples) + 0.5) / samples - 0.5
        const subY = y + (Math.floor(s / samples) + 0.5) / samples - 0.5
        const sourceX = a * subX + b * subY + c
        const sourceY = d * subX + e * subY + f
        const left = Math.floor(sourceX)
        const top = Math.floor(sourceY)
        const right = sourceX - left
        const below = sourceY - top
        for (let corner = 0; corner < 4; corner++) {
          const atX = left + (corner & 1)
          const atY = top + (corner >> 1)
          if (atX < 0 || atY < 0 || atX >= width || atY >= height) continue
          const weight = share * (corner & 1 ? right : 1 - right) * (corner >> 1 ? below : 1 - below)
          const i = (atY * width + atX) * 4
          out[o] = (out[o] ?? 0) + weight * (data[i] ?? 0)
          out[o + 1] = (out[o + 1] ?? 0) + weight * (data[i + 1] ?? 0)
          out[o + 2] = (out[o + 2] ?? 0) + weight * (data[i + 2] ?? 0)
        }
      }
    }
  return out
}

/** How many samples average well for a map: one for each image pixel that a cut-out's pixel spans, at most four. */
export function samplesFor(map: Affine): number {
  return Math.min(4, Math.max(1, Math.round(Math.hypot(map[0], map[3]))))
}

/** Where a map takes a point. */
export function mapped(map: Affine, x: number, y: number): [number, number] {
  return [map[0] * x + map[1] * y + map[2], map[3] * x + map[4] * y + map[5]]
}
