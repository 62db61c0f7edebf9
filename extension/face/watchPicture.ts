import type { Image } from '../../shared/recognition/image.ts'

/** What can be wrong with a camera's picture as a whole. */
export type PictureTrouble = 'black' | 'frozen'

/** A covered camera gives noise: no part of its picture is on average brighter than this, of 255, or differs more from another. */
const covered = { brightness: 24, difference: 3 } as const
/** Parts of a picture in a row and in a column. */
const parts = { across: 8, down: 6 } as const
/** Milliseconds for which the very same picture comes again; a camera's own noise makes each one different. */
const still = 2_500
/** Every so many pixels one is looked at. */
const stride = 53

/** Watches a video's pictures for what is no picture of anybody. */
export function watchPicture(): (image: Image, now: number) => PictureTrouble | null {
  let before = -1
  let since = 0
  return ({ width, height, data }, now) => {
    const sums = new Float64Array(parts.across * parts.down)
    const counts = new Float64Array(sums.length)
    let digest = 0
    for (let pixel = 0; pixel < width * height; pixel += stride) {
      const i = 4 * pixel
      const [red = 0, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]]
      const column = Math.floor(((pixel % width) * parts.across) / width)
      const part = Math.floor((Math.floor(pixel / width) * parts.down) / height) * parts.across + column
      sums[part] = (sums[part] ?? 0) + (red + green + blue) / 3
      counts[part] = (counts[part] ?? 0) + 1
      // FNV-1a's step, of all three colours at once.
      digest = Math.imul(digest ^ (red | (green << 8) | (blue << 16)), 16_777_619)
    }
    if (digest !== before) since = now
    before = digest
    const means = sums.map((sum, part) => sum / Math.max(1, counts[part] ?? 0))
    const [darkest, brightest] = [Math.min(...means), Math.max(...means)]
    if (brightest < covered.brightness && brightest - darkest < covered.difference) return 'black'
    return now - since > still ? 'frozen' : null
  }
}
