import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { claimsOn, refusalOn } from './sitePage.ts'
import { useStage } from './stage.ts'
import { cameraWindows } from './worker.ts'

describe('when the camera is refused', () => {
  const stage = useStage({ camera: 'deny' })

  test('the window says so, and a person who gives up is sent back to the website with an error', async () => {
    expect(await stage.signIn('ada')).toEqual({ state: 'failed', error: 'camera_blocked' })
    await giveUp(stage)
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})

describe('before the camera', () => {
  const stage = useStage()

  test('an empty chair is not enrolled: the window says that it sees no face', async () => {
    expect(await stage.signIn('nobody')).toEqual({ state: 'failed', error: 'no_face' })
    await giveUp(stage)
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('in the dark, the window asks for more light', async () => {
    const camera = await stage.openCamera('dark')
    await camera
      .getByRole('status')
      .filter({ hasText: /more light/i })
      .waitFor()
    await giveUp(stage)
    await refusalOn(stage.page)
  })

  test('two faces are not enrolled: the window asks for one only, and enrols her who stays', async () => {
    const camera = await stage.openCamera('two')
    await camera.getByRole('status').filter({ hasText: 'One face only' }).waitFor()
    // One round of the fake webcam: both move as they will ever do.
    const seen = await during(camera, 120)
    expect(seen).toEqual([{ state: seen[0]?.state, advice: 'several_faces', progress: seen[0]?.progress }])
    expect(['looking', 'enrolling']).toContain(seen[0]?.state)
    await giveUp(stage)
    await refusalOn(stage.page)
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })
})

/** What the window says and how far its ring has come while the camera gives some frames: each time that it differs. */
async function during(camera: Page, frames: number): Promise<{ state?: string; advice?: string; progress: string }[]> {
  return await camera.evaluate(async (count) => {
    const seen: { state?: string; advice?: string; progress: string }[] = []
    const look = (): void => {
      const { state, advice } = document.body.dataset
      const progress = document.querySelector<SVGElement>('.progress')?.style.strokeDashoffset ?? ''
      const now = { ...(state && { state }), ...(advice && { advice }), progress }
      if (JSON.stringify(now) !== JSON.stringify(seen.at(-1))) seen.push(now)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { attributes: true, subtree: true })
    look()
    const video = document.querySelector('video')
    for (let i = 0; i < count; i++) await new Promise((resolve) => video?.requestVideoFrameCallback(resolve))
    observer.disconnect()
    return seen
  }, frames)
}

async function giveUp(stage: ReturnType<typeof useStage>): Promise<void> {
  const [camera] = cameraWindows(stage.browser)
  await camera?.getByRole('button', { name: 'Cancel' }).click()
}
