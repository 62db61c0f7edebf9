import { beforeAll, describe, expect, it } from 'vitest'
import { createFaceTracker } from '../../shared/recognition/createFaceTracker.ts'
import { perceive } from '../../shared/recognition/perceive.ts'
import type { Models } from '../../shared/recognition/models.ts'
import { loadRecognition } from './loadRecognition.ts'
import { webcamView, type Person } from './webcamView.ts'

let models: Models

beforeAll(async () => {
  ;({ models } = await loadRecognition())
})

/** A person who moves a little from frame to frame. */
const sway = (person: Person, frame: number) => [person, { x: 0.4 + 0.004 * frame, lean: 2 * frame }] as const

describe('a face in a video', () => {
  it.each(['ada', 'grace', 'katherine', 'lise'] as const)(
    'is followed without searching each frame, to where a search finds it (%s)',
    async (person) => {
      const tracker = createFaceTracker(models)
      const searched: boolean[] = []
      for (let frame = 0; frame < 8; frame++) {
        const view = await webcamView(sway(person, frame))
        const seen = await tracker.see(view, false)
        searched.push(seen.thorough)
        const { landmarks } = await perceive(models, view)
        expect(meanDistance(seen.landmarks, landmarks) / (seen.faces[0]?.box.width ?? 0)).toBeLessThan(0.03)
      }
      expect(searched).toEqual([true, false, false, false, false, false, false, true])
    },
  )

  it('is looked at with all that is around it before it may be kept', async () => {
    const tracker = createFaceTracker(models)
    const view = await webcamView(['ada'])
    await tracker.see(view, false)
    expect(await tracker.see(view, false)).toMatchObject({ advice: 'ok', thorough: false })
    expect(await tracker.see(view, true)).toMatchObject({ advice: 'ok', thorough: true })
  })

  it('is not kept when a second face has come in: that is noticed in this very frame', async () => {
    const tracker = createFaceTracker(models)
    const alone = await webcamView(['ada', { x: 0.3 }])
    const two = await webcamView(['ada', { x: 0.3 }], ['mary', { x: 0.72 }])
    for (let frame = 0; frame < 3; frame++) expect((await tracker.see(alone, false)).advice).toBe('ok')
    expect(await tracker.see(two, true)).toMatchObject({ advice: 'several_faces', thorough: true, crop: null })
  })

  it('is told of a second one within a fifth of a second, though nobody asks', async () => {
    const tracker = createFaceTracker(models)
    await tracker.see(await webcamView(['ada', { x: 0.3 }]), false)
    const two = await webcamView(['ada', { x: 0.3 }], ['mary', { x: 0.72 }])
    const advices: string[] = []
    for (let frame = 0; frame < 7; frame++) advices.push((await tracker.see(two, false)).advice)
    expect(advices.at(-1)).toBe('several_faces')
  })

  it('is gone when it is gone, and found again where it comes back', async () => {
    const tracker = createFaceTracker(models)
    const left = await webcamView(['grace', { x: 0.25 }])
    await tracker.see(left, false)
    await tracker.see(left, false)
    expect((await tracker.see(await webcamView(), false)).advice).toBe('no_face')
    const { faces } = await tracker.see(await webcamView(['grace', { x: 0.7 }]), false)
    const box = faces[0]?.box ?? { x: 0, width: 0 }
    expect(Math.abs(box.x + box.width / 2 - 0.7 * 640)).toBeLessThan(25)
  })

  it('leaves nothing behind when it is forgotten', async () => {
    const tracker = createFaceTracker(models)
    const { crop, landmarks } = await tracker.see(await webcamView(['ada']), true)
    tracker.forget()
    expect(crop?.every((value) => value === 0)).toBe(true)
    expect(landmarks?.every((value) => value === 0)).toBe(true)
  })
})

function meanDistance(a: Float32Array | null, b: Float32Array | null): number {
  if (!a || !b) return NaN
  let sum = 0
  for (let i = 0; i < a.length; i += 3) sum += Math.hypot((a[i] ?? 0) - (b[i] ?? 0), (a[i + 1] ?? 0) - (b[i + 1] ?? 0))
  return (3 * sum) / a.length
}
