import type { Image } from '../../../shared/recognition/image.ts'
import { randomFrom } from '../../randomFrom.ts'

export type Spoiling = 'blurred' | 'dark' | 'noisy' | 'covered'

/** Pixels on either side that a blurred one is the mean of, twice over; the photographs' faces are about a hundred wide. */
const reach = 5

/** A bad image made of a good one: out of focus, in the dark, from a poor sensor, or with a hand before mouth and nose. */
export function spoil(image: Image, spoiling: Spoiling): Image {
  const { width, height } = image
  const random = randomFrom(4)
  if (spoiling === 'blurred') return blurred(blurred(image))
  const data = image.data.slice()
  for (let at = 0; at < data.length; at++) {
    if (at % 4 === 3) continue
    const [x, y] = [Math.floor(at / 4) % width, Math.floor(at / 4 / width)]
    const value = data[at] ?? 0
    if (spoiling === 'dark') data[at] = 0.08 * value + 4 * random()
    if (spoiling === 'noisy') data[at] = Math.min(255, Math.max(0, value + 160 * (random() + random() - 1)))
    if (spoiling === 'covered' && y > 0.5 * height && y < 0.8 * height && x > width / 4 && x < (3 * width) / 4)
      data[at] = [150, 110, 90][at % 4] ?? 0
  }
  return { width, height, data }
}

function blurred({ width, height, data }: Image): Image {
  const across = meansAlong(data, 4, width, height, 4 * width)
  return { width, height, data: meansAlong(across, 4 * width, height, width, 4) }
}

/** Each value's mean with its neighbours on lines of `length` pixels, `step` bytes apart; `lines` of them, `stride` bytes apart. */
function meansAlong(
  data: Image['data'],
  step: number,
  length: number,
  lines: number,
  stride: number,
): Uint8ClampedArray {
  const means = new Uint8ClampedArray(data.length)
  for (let line = 0; line < lines; line++)
    for (let channel = 0; channel < 4; channel++)
      for (let i = 0; i < length; i++) {
        const [from, to] = [Math.max(0, i - reach), Math.min(length - 1, i + reach)]
        let sum = 0
        for (let k = from; k <= to; k++) sum += data[line * stride + k * step + channel] ?? 0
        means[line * stride + i * step + channel] = sum / (to - from + 1)
      }
  return means
}
