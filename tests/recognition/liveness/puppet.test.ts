import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parallaxOf, type Parallax } from '../../../shared/recognition/liveness/parallaxOf.ts'
import type { Image } from '../../../shared/recognition/image.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { perceive } from '../../../shared/recognition/perceive.ts'
import { createPuppetCamera } from '../../../tools/puppet/createPuppetCamera.ts'
import { emptyRoom } from '../../../tools/puppet/emptyRoom.ts'
import { packagedHead } from '../../../tools/puppet/packagedHead.ts'
import { printOf } from '../../../tools/puppet/printOf.ts'
import { render } from '../../../tools/puppet/render.ts'
import { stanceFor } from '../../../tools/puppet/stanceFor.ts'
import { atRest, type Stance, type Surface } from '../../../tools/puppet/surface.ts'
import { loadRecognition } from '../loadRecognition.ts'

let models: Models
let room: Image

beforeAll(async () => {
  ;({ models } = await loadRecognition())
  room = await emptyRoom()
})

async function landmarksIn(image: Image): Promise<Float32Array> {
  const { landmarks, advice } = await perceive(models, image)
  if (!landmarks) throw new Error(`No face was seen: ${advice}`)
  return landmarks
}

/** What is measured in pixels, from straight to another stance. */
async function measured(
  surface: Surface,
  stance: Partial<Stance>,
  axis: 'neck' | 'middle' = 'neck',
): Promise<Parallax> {
  const [before, after] = await Promise.all(
    [atRest, { ...atRest, ...stance }].map((each) => landmarksIn(render(surface, each, room, { axis }))),
  )
  return parallaxOf(before ?? new Float32Array(), after ?? new Float32Array())
}

describe.each(['ada', 'ada-elsewhere', 'grace'] as const)('a head made of a photograph (%s)', (person) => {
  it('is seen to do what it does', async () => {
    const head = await packagedHead(person)
    expect((await measured(head, stanceFor('left'))).turn).toBeGreaterThan(20)
    expect((await measured(head, stanceFor('right'))).turn).toBeLessThan(-20)
    expect((await measured(head, stanceFor('up'))).rise).toBeGreaterThan(8)
    expect((await measured(head, stanceFor('down'))).rise).toBeLessThan(-8)
    expect((await measured(head, stanceFor('tilt_left'))).lean).toBeGreaterThan(20)
    expect((await measured(head, stanceFor('tilt_right'))).lean).toBeLessThan(-20)
    expect((await measured(head, stanceFor('nearer'))).growth).toBeGreaterThan(1.25)
  })
  it('is another thing than the photograph, printed and tilted', async () => {
    const head = await packagedHead(person)
    const straight = await landmarksIn(render(head, atRest, room))
    const front = { ...room, data: render(head, atRest, room).data }
    for (const turn of [-40, 40])
      expect(Math.abs((await measured(printOf(front, straight), { turn }, 'middle')).turn)).toBeLessThan(12)
  })
})

describe('a puppet before a camera', () => {
  it('turns when she is asked to, in the frames of a video that is written over', async () => {
    const path = join(tmpdir(), `puppet-${process.pid}.y4m`)
    const camera = await createPuppetCamera(path, await packagedHead('ada'))
    try {
      const straight = await landmarksIn(await frameOf(path))
      camera.ask('left')
      const turn = async (): Promise<number> => parallaxOf(straight, await landmarksIn(await frameOf(path))).turn
      await expect.poll(turn, { timeout: 20_000 }).toBeGreaterThan(20)
      camera.ask(null)
      await expect.poll(turn, { timeout: 20_000 }).toBeLessThan(4)
    } finally {
      await camera.close()
      await rm(path)
    }
  })
})

/** The luminance of the only frame, as a grey image. */
async function frameOf(path: string): Promise<Image> {
  const bytes = await readFile(path)
  const first = bytes.indexOf('FRAME\n') + 6
  const data = new Uint8ClampedArray(4 * 640 * 480)
  for (let i = 0; i < 640 * 480; i++) data.fill(((bytes[first + i] ?? 0) - 16) * (255 / 219), 4 * i, 4 * i + 3)
  return { width: 640, height: 480, data }
}
