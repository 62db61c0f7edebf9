import type { Image } from '../../shared/recognition/image.ts'

/** What can be wrong with a camera's picture as a whole. */
export type PictureTrouble = 'black' | 'frozen'

/** Of 255: a covered camera gives noise below this. */
const blackest = 12
/** Milliseconds for which the very same picture comes again; a camera's own noise makes each one different. */
const still = 2_500
/** Every so many pixels one is looked at. */
const stride = 53

/** Watches a video's pictures for what is no picture of anybody. */
export function watchPicture(): (image: Image, now: number) => PictureTrouble | null {
  let before = -1
  let since = 0
  return ({ data }, now) => {
    let [digest, brightest] = [0, 0]
    for (let i = 0; i + 2 < data.length; i += 4 * stride) {
      const [red = 0, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]]
      brightest = Math.max(brightest, red, green, blue)
      // FNV-1a's step, of all three colours at once.
      digest = Math.imul(digest ^ (red | (green << 8) | (blue << 16)), 16_777_619)
    }
    if (digest !== before) since = now
    before = digest
    if (brightest < blackest) return 'black'
    return now - since > still ? 'frozen' : null
  }
}
