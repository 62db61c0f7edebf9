import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp, { type OverlayOptions, type Raw } from 'sharp'
import type { Image } from '../../shared/recognition/image.ts'

/** Faces in the sample photographs of @vladmandic/face-api, in those photographs' pixels. */
export const people = {
  /** One woman, in two photographs. */
  ada: { photo: 'sample3.jpg', x: 1180, y: 380, width: 235, lean: 11 },
  adaElsewhere: { photo: 'sample1.jpg', x: 1572, y: 337, width: 165, lean: 42 },
  /** Women who look like each other to the network, more than any two others here. */
  rosalind: { photo: 'sample1.jpg', x: 942, y: 555, width: 184, lean: -29 },
  emmy: { photo: 'sample4.jpg', x: 327, y: 342, width: 199, lean: 0 },
  grace: { photo: 'sample6.jpg', x: 785, y: 503, width: 229, lean: -6 },
  mary: { photo: 'sample6.jpg', x: 1584, y: 428, width: 237, lean: 13 },
  katherine: { photo: 'sample3.jpg', x: 692, y: 486, width: 227, lean: 0 },
  lise: { photo: 'sample5.jpg', x: 472, y: 1047, width: 249, lean: -6 },
  /** Turned to the side by some 30 degrees. */
  sophie: { photo: 'sample5.jpg', x: 674, y: 565, width: 204, lean: 1 },
} as const

export type Person = keyof typeof people

/** How a person sits before the camera. */
export interface Setting {
  /** Width of the face as a part of the view's height. */
  size?: number
  /** Where the face's middle is, in parts of the view. */
  x?: number
  y?: number
  /** Degrees by which the head leans clockwise. */
  lean?: number
  /** Factor on every colour, and what is added to it. */
  light?: number
  haze?: number
  /** Deviation of a Gaussian blur, in pixels. */
  blur?: number
  /** Of the JPEG that the camera makes, 1 to 100. */
  quality?: number
}

const view = { width: 640, height: 480 } as const
const wall = { r: 176, g: 170, b: 160 }
const demo = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'demo')

/** Pixels that lie in memory as they are: encoding them in between would take most of a test's time. */
interface Picture {
  readonly data: Buffer
  readonly info: Raw
}

/** What a webcam of 640 × 480 pixels sees of these people before a plain wall: a JPEG, decoded. */
export async function webcamView(...seen: readonly (readonly [Person, Setting?])[]): Promise<Image> {
  const [, { light = 1, haze = 0, blur = 0, quality = 85 } = {}] = seen[0] ?? []
  const layers = await Promise.all(seen.map(([person, setting = {}]) => portrait(person, setting)))
  const scene = await pictureOf(sharp({ create: { ...view, channels: 3, background: wall } }).composite(layers))
  const lit = sharp(scene.data, { raw: scene.info }).linear(light, haze)
  const jpeg = await (blur > 0 ? lit.blur(blur) : lit).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer()
  const { data, info } = await pictureOf(sharp(jpeg).ensureAlpha())
  return { width: info.width, height: info.height, data }
}

/** A face cut out of its photograph closely, so that no neighbour is seen, with its place in the view. */
async function portrait(person: Person, { size = 0.35, x = 0.5, y = 0.5, lean = 0 }: Setting): Promise<OverlayOptions> {
  const face = people[person]
  const around = await surroundings(person)
  const turned = await pictureOf(
    sharp(around.data, { raw: around.info }).rotate(lean - face.lean, { background: wall }),
  )
  const side = Math.round(1.9 * face.width)
  const cut = {
    left: Math.round((turned.info.width - side) / 2),
    top: Math.round((turned.info.height - side) / 2),
    width: side,
    height: side,
  }
  const shown = Math.round((side * size * view.height) / face.width)
  const square = await pictureOf(sharp(turned.data, { raw: turned.info }).extract(cut).resize(shown))
  return await within(square, Math.round(x * view.width), Math.round(y * view.height))
}

const known = new Map<Person, Promise<Picture>>()

/** A square of a photograph around a face, with room to turn it. */
async function surroundings(person: Person): Promise<Picture> {
  const cut = async (): Promise<Picture> => {
    const { photo, ...face } = people[person]
    const reach = Math.round(1.6 * face.width)
    const padding = { top: reach, bottom: reach, left: reach, right: reach, background: wall }
    const padded = await pictureOf(sharp(join(demo, photo)).extend(padding))
    const square = { left: face.x, top: face.y, width: 2 * reach, height: 2 * reach }
    return await pictureOf(sharp(padded.data, { raw: padded.info }).extract(square))
  }
  const picture = known.get(person) ?? cut()
  known.set(person, picture)
  return await picture
}

/** What of a square picture around a point lies in the view. */
async function within(picture: Picture, x: number, y: number): Promise<OverlayOptions> {
  const side = picture.info.width
  const left = x - Math.round(side / 2)
  const top = y - Math.round(side / 2)
  const [cutLeft, cutTop] = [Math.max(0, -left), Math.max(0, -top)]
  const width = Math.min(side - cutLeft, view.width - Math.max(0, left))
  const height = Math.min(side - cutTop, view.height - Math.max(0, top))
  const region = { left: cutLeft, top: cutTop, width, height }
  const { data, info } = await pictureOf(sharp(picture.data, { raw: picture.info }).extract(region))
  return { input: data, raw: info, left: Math.max(0, left), top: Math.max(0, top) }
}

async function pictureOf(picture: ReturnType<typeof sharp>): Promise<Picture> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { data, info: { width: info.width, height: info.height, channels: info.channels } }
}
