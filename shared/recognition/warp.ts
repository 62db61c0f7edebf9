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
  const out = new Float32Array(size * size * 3)
  const share = 1 / (samples * samples)
  for (let s = 0; s < samples * samples; s++) {
    const aside = ((s % samples) + 0.5) / samples - 0.5
    const down = (Math.floor(s / samples) + 0.5) / samples - 0.5
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const sourceX = a * (x + aside) + b * (y + down) + c
        const sourceY = d * (x + aside) + e * (y + down) + f
        addSample(image, sourceX, sourceY, share, out, (y * size + x) * 3)
      }
  }
  return out
}

/** Adds a share of an image's colour at a point between pixels to three numbers. The hottest loop of all: it stays plain. */
function addSample(image: Image, x: number, y: number, share: number, out: Float32Array, o: number): void {
  const { width, height, data } = image
  const left = Math.floor(x)
  const top = Math.floor(y)
  const right = x - left
  const below = y - top
  if (left >= 0 && top >= 0 && left < width - 1 && top < height - 1) {
    const i = (top * width + left) * 4
    const k = i + width * 4
    const topLeft = share * (1 - right) * (1 - below)
    const topRight = share * right * (1 - below)
    const bottomLeft = share * (1 - right) * below
    const bottomRight = share * right * below
    for (let channel = 0; channel < 3; channel++)
      out[o + channel] =
        (out[o + channel] ?? 0) +
        topLeft * (data[i + channel] ?? 0) +
        topRight * (data[i + 4 + channel] ?? 0) +
        bottomLeft * (data[k + channel] ?? 0) +
        bottomRight * (data[k + 4 + channel] ?? 0)
    return
  }
  // At the edge, what lies beyond counts as black.
  for (let corner = 0; corner < 4; corner++) {
    const atX = left + (corner & 1)
    const atY = top + (corner >> 1)
    if (atX < 0 || atY < 0 || atX >= width || atY >= height) continue
    const weight = share * (corner & 1 ? right : 1 - right) * (corner >> 1 ? below : 1 - below)
    const i = (atY * width + atX) * 4
    for (let channel = 0; channel < 3; channel++)
      out[o + channel] = (out[o + channel] ?? 0) + weight * (data[i + channel] ?? 0)
  }
}

/** How many samples average well for a map: one for each image pixel that a cut-out's pixel spans, at most four. */
export function samplesFor(map: Affine): number {
  return Math.min(4, Math.max(1, Math.round(Math.hypot(map[0], map[3]))))
}

/** Where a map takes a point. */
export function mapped(map: Affine, x: number, y: number): [number, number] {
  return [map[0] * x + map[1] * y + map[2], map[3] * x + map[4] * y + map[5]]
}
