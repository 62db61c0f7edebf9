import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { buildModels } from '../../models/build.ts'
import { useWasm } from '../../models/wasm.ts'
import type { Image } from '../../shared/recognition/image.ts'
import { loadModels, type Models } from '../../shared/recognition/models.ts'
import { perceive } from '../../shared/recognition/perceive.ts'
import { paintScene, scene } from '../webcam/paintScene.ts'
import { headOf } from './headOf.ts'
import type { Surface } from './surface.ts'

type Person = 'ada' | 'ada-elsewhere' | 'grace'

let loading: Promise<Models> | undefined
/** Looking at a photograph takes longer than showing what was made of it. */
const heads = new Map<Person, Promise<Surface>>()

/**
 * A head made of one of the sample photographs of @vladmandic/face-api, with the depths that the landmarks network sees there.
 *
 * @param person as the fake webcam names them
 */
export function packagedHead(person: Person): Promise<Surface> {
  const head = heads.get(person) ?? makeHead(person)
  heads.set(person, head)
  return head
}

async function makeHead(person: Person): Promise<Surface> {
  const photo = await imageOf(await paintScene(person))
  const { landmarks } = await perceive(await (loading ??= load()), photo)
  if (!landmarks) throw new Error(`Unexpected photograph of ${person}, expected one face in it`)
  return headOf(photo, landmarks)
}

async function load(): Promise<Models> {
  const folder = join(import.meta.dirname, '../../dist/models')
  await buildModels(folder)
  await useWasm()
  return await loadModels((file) => readFile(join(folder, file)))
}

async function imageOf(rgb: Buffer): Promise<Image> {
  return {
    ...scene,
    data: await sharp(rgb, { raw: { ...scene, channels: 3 } })
      .ensureAlpha()
      .raw()
      .toBuffer(),
  }
}
