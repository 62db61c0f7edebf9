import type { Image } from '../../shared/recognition/image.ts'

/**
 * An image as video has it: luminance for each pixel, and two differences of colour for each four (ITU-R BT.601, 4:2:0).
 *
 * @param image of even width and height
 * @returns `1.5 · width · height` bytes: Y, then U, then V
 */
export function frame420({ width, height, data }: Image): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array((width * height * 3) / 2)
  for (let i = 0; i < width * height; i++) {
    const [red = 0, green = 0, blue = 0] = [data[4 * i], data[4 * i + 1], data[4 * i + 2]]
    out[i] = 16.5 + 0.25679 * red + 0.50413 * green + 0.09791 * blue
  }
  const [half, size] = [width / 2, width * height]
  for (let y = 0; y < height / 2; y++)
    for (let x = 0; x < half; x++) {
      let [red, green, blue] = [0, 0, 0]
      for (const i of [0, 1, width, width + 1]) {
        const pixel = 4 * (2 * y * width + 2 * x + i)
        red += (data[pixel] ?? 0) / 4
        green += (data[pixel + 1] ?? 0) / 4
        blue += (data[pixel + 2] ?? 0) / 4
      }
      out[size + y * half + x] = 128.5 - 0.14822 * red - 0.29099 * green + 0.43922 * blue
      out[size + size / 4 + y * half + x] = 128.5 + 0.43922 * red - 0.36779 * green - 0.07143 * blue
    }
  return out
}
