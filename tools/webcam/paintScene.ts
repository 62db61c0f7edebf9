import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'

/** Larger than a camera's view, which wanders over it as a hand-held camera would. */
export const scene = { width: 760, height: 570 } as const
/** Width of a face as a part of the scene's height, about what a person at a desk fills. */
const faceSize = 0.32

/** A face in one of the sample photographs of @vladmandic/face-api: places and lengths in that photograph's pixels. */
interface Shot {
  readonly photo: `sample${number}.jpg`
  readonly x: number
  readonly y: number
  readonly width: number
  /** Degrees by which the head leans clockwise; it is set upright. */
  readonly lean: number
  /** How far to either side the photograph is shown, in widths of the face, so that no neighbour is in the picture. */
  readonly reach: number
}

const shots = {
  /** Ada and "Ada elsewhere" are one person in two photographs, of another day, light and expression. */
  ada: { photo: 'sample1.jpg', x: 1574, y: 341, width: 167, lean: 42, reach: 1.5 },
  'ada-elsewhere': { photo: 'sample3.jpg', x: 1180, y: 377, width: 239, lean: 11, reach: 0.95 },
  grace: { photo: 'sample6.jpg', x: 785, y: 503, width: 229, lean: -6, reach: 0.95 },
} as const satisfies Record<string, Shot>

export type Scene = keyof typeof shots | 'nobody' | 'two' | 'dark' | 'black' | 'sideways'

/** What stands before the camera, as raw RGB of the scene's size. */
export async function paintScene(what: Scene): Promise<Buffer> {
  const { width, height } = scene
  const room = sharp(Buffer.from(roomDrawing)).resize(width, height).blur(6)
  if (what === 'nobody') return await room.removeAlpha().raw().toBuffer()
  if (what === 'black') return await room.removeAlpha().linear(0.02).raw().toBuffer()
  if (what === 'sideways') return await onItsSide(await paintScene('ada'))
  if (what === 'two') {
    const half = width / 4
    const people = [
      { input: await portrait(shots['ada-elsewhere']), left: Math.round(-half), top: 0 },
      { input: await portrait(shots.grace), left: Math.round(half), top: 0 },
    ]
    return await compose(await room.png().toBuffer(), people)
  }
  const picture = await compose(await room.png().toBuffer(), [
    { input: await portrait(shots[what === 'dark' ? 'ada' : what]), left: 0, top: 0 },
  ])
  if (what !== 'dark') return picture
  return await sharp(picture, { raw: { ...scene, channels: 3 } })
    .linear(0.1)
    .raw()
    .toBuffer()
}

/** A picture as a camera gives it that lies on its side. */
async function onItsSide(picture: Buffer): Promise<Buffer> {
  const middle = { left: (scene.width - scene.height) / 2, top: 0, width: scene.height, height: scene.height }
  const square = await sharp(picture, { raw: { ...scene, channels: 3 } })
    .extract(middle)
    .png()
    .toBuffer()
  return await sharp(square)
    .rotate(90)
    .extend({ left: middle.left, right: middle.left, extendWith: 'copy' })
    .raw()
    .toBuffer()
}

/** Puts pictures of the scene's size over each other; what is moved out of it is cut off. */
async function compose(room: Buffer, layers: readonly { input: Buffer; left: number; top: number }[]): Promise<Buffer> {
  const margin = scene.width
  const wide = await sharp(room)
    .extend({ left: margin, right: margin })
    .composite(layers.map((layer) => ({ ...layer, left: layer.left + margin })))
    .png()
    .toBuffer()
  return await sharp(wide)
    .extract({ left: margin, top: 0, ...scene })
    .removeAlpha()
    .raw()
    .toBuffer()
}

/** The person of a shot, upright, in the middle of an otherwise transparent picture of the scene's size, with soft edges. */
async function portrait(shot: Shot): Promise<Buffer> {
  const photo = join(
    dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
    'demo',
    shot.photo,
  )
  const scale = (faceSize * scene.height) / shot.width
  // Room to turn the picture in, around the face's middle.
  const reach = Math.ceil(scene.width / scale)
  const padded = await sharp(photo)
    .extend({ top: reach, bottom: reach, left: reach, right: reach, extendWith: 'copy' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const around = await sharp(padded.data, { raw: padded.info })
    .extract({ left: shot.x, top: shot.y, width: 2 * reach, height: 2 * reach })
    .rotate(-shot.lean)
    .png()
    .toBuffer({ resolveWithObject: true })
  const width = Math.round(scene.width / scale)
  const height = Math.round(scene.height / scale)
  const cut = await sharp(around.data)
    .extract({
      left: Math.round((around.info.width - width) / 2),
      top: Math.round(around.info.height / 2 - 0.46 * height),
      width,
      height,
    })
    .png()
    .toBuffer()
  const half = shot.reach * faceSize * scene.height
  const edges = `<svg width="${scene.width}" height="${scene.height}"><rect x="${scene.width / 2 - half}" y="-200"
    width="${2 * half}" height="${scene.height + 400}" rx="${half / 2}" fill="#fff"/></svg>`
  const mask = await sharp(Buffer.from(edges)).blur(14).png().toBuffer()
  return await sharp(cut)
    .resize(scene.width, scene.height)
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer()
}

const roomDrawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 570">
  <defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="#d9d3c7"/><stop offset="1" stop-color="#b3a998"/></linearGradient></defs>
  <rect width="760" height="570" fill="url(#wall)"/>
  <rect x="40" y="60" width="150" height="210" fill="#e9f1f5"/><path d="M115 60v210M40 165h150" stroke="#8d8474" stroke-width="8"/>
  <path d="M560 180h170M560 300h170" stroke="#6b5a45" stroke-width="10"/>
  <path d="M580 175v-70M600 175v-60M622 175v-75M660 175v-50M590 295v-65M640 295v-80M664 295v-70" stroke="#7a4b3a" stroke-width="14"/>
</svg>`
