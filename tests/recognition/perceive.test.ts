import { beforeAll, describe, expect, it } from 'vitest'
import { poseOf } from '../../shared/recognition/pose.ts'
import type { Models } from '../../shared/recognition/models.ts'
import { perceive } from '../../shared/recognition/perceive.ts'
import { loadRecognition } from './loadRecognition.ts'
import { webcamView, type Person, type Setting } from './webcamView.ts'

let models: Models

beforeAll(async () => {
  ;({ models } = await loadRecognition())
})

async function adviceFor(...seen: readonly (readonly [Person, Setting?])[]): Promise<string> {
  return (await perceive(models, await webcamView(...seen))).advice
}

describe('a face before a webcam', () => {
  it.each(['ada', 'adaElsewhere', 'grace', 'mary', 'katherine', 'lise'] as const)(
    'is good as it is when it fills a quarter to a half of the height (%s)',
    async (person) => {
      for (const size of [0.25, 0.35, 0.5]) expect(await adviceFor([person, { size }])).toBe('ok')
    },
  )

  it('is good when it is enlarged, a little soft, and leaning', async () => {
    expect(await adviceFor(['adaElsewhere', { size: 0.5, blur: 1.5, quality: 50 }])).toBe('ok')
    expect(await adviceFor(['adaElsewhere', { lean: 40 }])).toBe('ok')
    expect(await adviceFor(['adaElsewhere', { lean: -40 }])).toBe('ok')
  })

  it.each(['ada', 'mary', 'katherine'] as const)('gets the advice that helps (%s)', async (person) => {
    expect(await adviceFor([person, { size: 0.1 }])).toBe('closer')
    expect(await adviceFor([person, { size: 0.9 }])).toBe('further')
    expect(await adviceFor([person, { x: 0.15 }])).toBe('centre')
    expect(await adviceFor([person, { light: 0.1 }])).toBe('more_light')
    expect(await adviceFor([person, { light: 2.5 }])).toBe('less_light')
    expect(await adviceFor([person, { blur: 7 }])).toBe('hold_still')
  })

  it('is asked to look straight when it is turned away', async () => {
    expect(await adviceFor(['sophie'])).toBe('look_straight')
    expect(await adviceFor(['ada', { lean: 65 }])).toBe('look_straight')
  })

  it('is asked to hold still when it moves, and is good once it rests', async () => {
    const before = await perceive(models, await webcamView(['katherine', { x: 0.45 }]))
    const moved = await perceive(models, await webcamView(['katherine', { x: 0.5 }]), { previous: before })
    expect(moved.advice).toBe('hold_still')
    const rested = await perceive(models, await webcamView(['katherine', { x: 0.5 }]), { previous: moved })
    expect(rested.advice).toBe('ok')
  })

  it('is alone: two faces are refused, one in the background is not minded', async () => {
    expect(await adviceFor(['ada', { x: 0.3 }], ['mary', { x: 0.72 }])).toBe('several_faces')
    expect(await adviceFor(['ada', { x: 0.42 }], ['mary', { x: 0.9, size: 0.12 }])).toBe('ok')
  })
})

describe('what is perceived', () => {
  it('is nothing where nobody is', async () => {
    expect(await perceive(models, await webcamView())).toEqual({
      advice: 'no_face',
      faces: [],
      landmarks: null,
      pose: null,
      quality: null,
      crop: null,
    })
  })

  it('is where the face is, in the pixels of the image', async () => {
    const { faces, landmarks, crop, quality } = await perceive(models, await webcamView(['mary', { x: 0.4, y: 0.55 }]))
    const box = faces[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 }
    expect(Math.abs(box.x + box.width / 2 - 0.4 * 640)).toBeLessThan(20)
    expect(Math.abs(box.y + box.height / 2 - 0.55 * 480)).toBeLessThan(20)
    expect(quality?.size).toBeGreaterThan(0.3)
    expect(quality?.size).toBeLessThan(0.42)
    expect(landmarks).toHaveLength(3 * 468)
    expect(crop).toHaveLength(3 * 112 * 112)
    // The tip of the nose lies in the box, the eyes above it.
    const [noseX = 0, noseY = 0] = landmarks?.subarray(3, 5) ?? []
    expect(noseX).toBeGreaterThan(box.x)
    expect(noseX).toBeLessThan(box.x + box.width)
    expect(faces[0]?.eyes.every(([, y]) => y < noseY)).toBe(true)
  })

  it('is how far the head leans', async () => {
    for (const lean of [-30, 0, 30]) {
      const { pose } = await perceive(models, await webcamView(['mary', { lean }]))
      expect(Math.abs((pose?.roll ?? NaN) - lean)).toBeLessThan(4)
    }
  })

  it('is the same face turned the other way in a mirror', async () => {
    const { landmarks } = await perceive(models, await webcamView(['sophie']))
    const mirrored = Float32Array.from(landmarks ?? [], (value, i) => (i % 3 === 0 ? 640 - value : value))
    // A mirror also swaps which ear is which.
    for (let axis = 0; axis < 3; axis++) {
      const [right = 0, left = 0] = [mirrored[3 * 234 + axis], mirrored[3 * 454 + axis]]
      mirrored.set([left], 3 * 234 + axis)
      mirrored.set([right], 3 * 454 + axis)
    }
    const pose = poseOf(landmarks ?? new Float32Array())
    expect(pose.yaw).toBeGreaterThan(25)
    expect(poseOf(mirrored).yaw).toBeCloseTo(-pose.yaw, 3)
    expect(poseOf(mirrored).pitch).toBeCloseTo(pose.pitch, 3)
  })
})
