import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { backends } from '../../extension/face/backend.ts'
import type { Choice } from '../../extension/face/rememberedBackend.ts'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { says } from './says.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { storedIn } from './worker.ts'

describe('with a camera', () => {
  const stage = useStage()
  /** What the last sign-in computed on. */
  let used = ''

  test('that another program has, the window says so, and goes on when it does', async () => {
    const camera = await stage.openWindow('ada')
    await occupy(camera)
    expect(await outcomeOfPhotograph(camera)).toEqual({ state: 'failed', error: 'camera_busy' })
    await says(camera, 'The camera is in use by another program.', 'Close the program that uses it, then try again.')
    await release(camera)
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body:not([data-state=failed])').waitFor()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('that is unplugged in the middle, the window says so, and goes on when it is back', async () => {
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-state=looking]').waitFor()
    await unplug(camera)
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_lost' })
    await says(camera, 'The camera stopped.', 'Check that it is still connected, then try again.')
    await stage.world.webcam.show('ada')
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body:not([data-state=failed])').waitFor()
    const outcome = await outcomeOf(camera)
    if (outcome.state !== 'done') throw new Error(outcome.error)
    used = outcome.backend
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })

  test('networks run on a backend that this machine really has and that computes rightly on it, which is remembered', async () => {
    const { backend: remembered } = await storedIn(stage.browser, 'local')
    const { backend, browser, trials } = remembered as Choice
    expect(backend).toBe(used)
    expect(browser).toBe(await stage.page.evaluate(() => navigator.userAgent))
    expect(trials.map((trial) => trial.backend).toSorted()).toEqual(backends.toSorted())
    expect(trials.find((trial) => trial.backend === backend)).toMatchObject({ outcome: 'right' })
    for (const { outcome, ms } of trials) expect(ms !== null, outcome).toBe(outcome === 'right')
  })
})

/** What a page sees of a camera that another program has (a fake one can be used by any number): the browser's refusal. */
async function occupy(camera: Page): Promise<void> {
  await camera.evaluate(() => {
    const getUserMedia = () => Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
    Object.assign(navigator.mediaDevices, { getUserMedia })
  })
}

async function release(camera: Page): Promise<void> {
  await camera.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'))
}

/** What a page sees of a camera that is unplugged: its track ends. (A page that stops a track itself is not told of it.) */
async function unplug(camera: Page): Promise<void> {
  await camera.locator('video').evaluate((video: HTMLVideoElement) => {
    const [track] = (video.srcObject as MediaStream).getTracks()
    track?.stop()
    track?.dispatchEvent(new Event('ended'))
  })
}
