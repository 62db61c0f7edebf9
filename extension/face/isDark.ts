import type { Image } from '../../shared/recognition/image.ts'
import { luminance } from '../../shared/recognition/luminance.ts'

/** Luminance, 0 to 255. A lit room has brighter places than this, whatever is in it. */
const bright = 50
/** Every so many pixels one is looked at. */
const stride = 37

/** Whether an image is too dark for anything to be found in it: less than a twentieth of it is bright. */
export function isDark({ data }: Image): boolean {
  let [looked, found] = [0, 0]
  for (let i = 0; i + 2 < data.length; i += 4 * stride) {
    const [red = 0, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]]
    looked++
    if (luminance(red, green, blue) > bright) found++
  }
  return found < looked / 20
}
