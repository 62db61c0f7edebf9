import sharp from 'sharp'
import type { Image } from '../../shared/recognition/image.ts'
import { paintScene, scene } from '../webcam/paintScene.ts'

/** What a webcam sees. */
const view = { width: 640, height: 480 } as const

/** The room behind everybody, as a webcam of 640 × 480 pixels sees it. */
export async function emptyRoom(): Promise<Image> {
  const room = sharp(await paintScene('nobody'), { raw: { ...scene, channels: 3 } })
  return { ...view, data: await room.resize(view.width, view.height).ensureAlpha().raw().toBuffer() }
}
