import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { detectFaces } from '../../shared/recognition/detect.ts'
import { embedCrop } from '../../shared/recognition/embed.ts'
import { examine } from '../../shared/recognition/examine.ts'
import type { Models } from '../../shared/recognition/models.ts'
import type { Face } from '../../shared/recognition/perception.ts'

/** A face in the sample photographs of @vladmandic/face-api: its middle and its width, in the photograph's pixels. */
interface Packaged {
  readonly photo: string
  readonly x: number
  readonly y: number
  readonly width: number
}

const places: Readonly<Record<string, readonly (readonly [x: number, y: number, width: number])[]>> = {
  'sample1.jpg': [
    [513, 498, 194],
    [941, 561, 182],
    [1571, 341, 169],
  ],
  'sample2.jpg': [
    [985, 362, 197],
    [1556, 291, 212],
  ],
  'sample3.jpg': [
    [696, 486, 233],
    [1171, 386, 230],
    [1581, 456, 229],
  ],
  'sample4.jpg': [
    [326, 340, 198],
    [759, 209, 171],
    [1082, 320, 187],
    [1372, 291, 169],
  ],
  'sample5.jpg': [
    [472, 1047, 249],
    [671, 565, 202],
    [859, 247, 180],
    [1202, 347, 187],
    [1524, 545, 236],
  ],
  'sample6.jpg': [
    [354, 646, 233],
    [784, 506, 248],
    [1267, 458, 239],
    [1596, 429, 241],
  ],
}

/** Every face in those photographs that is large, sharp and lit enough to be told; all of different people, but for one pair. */
export const packagedFaces: readonly Packaged[] = Object.entries(places).flatMap(([photo, faces]) =>
  faces.map(([x, y, width]) => ({ photo, x, y, width })),
)

/** The two that are of one woman, by their places in the list. */
export const samePerson: readonly [number, number] = [2, 6]

const demo = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'demo')

/** The embedding of one of those faces, as the product makes it of what is around it in the photograph. */
export async function embedPackaged(models: Models, { photo, x, y, width }: Packaged): Promise<Float32Array> {
  const reach = Math.round(1.25 * width)
  const [left, top] = [Math.max(0, x - reach), Math.max(0, y - reach)]
  const { data, info } = await sharp(join(demo, photo))
    .extract({ left, top, width: x + reach - left, height: y + reach - top })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const image = { width: info.width, height: info.height, data }
  const off = ({ box }: Face): number => Math.hypot(left + box.x + box.width / 2 - x, top + box.y + box.height / 2 - y)
  const [face] = (await detectFaces(models, image)).sort((a, b) => off(a) - off(b))
  const examined = face && (await examine(models, image, face, null))
  if (!examined?.crop) throw new Error(`There is no face at ${x}, ${y} of ${photo}`)
  return await embedCrop(models, examined.crop)
}
