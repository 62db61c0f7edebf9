import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'

describe('without a camera', () => {
  const stage = useStage({ fakeCamera: false })

  test('the window says so, takes another try once there may be one, and leads back to the website', async () => {
    const camera = await stage.openCamera('nobody')
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_missing' })
    await says(camera, 'No camera was found.', 'Connect a camera, then try again.')
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body:not([data-state=failed])').waitFor()
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_missing' })
    await camera.getByRole('button', { name: 'Cancel' }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})

describe('with a camera', () => {
  const stage = useStage()

  test('that another program has, the window says so, and goes on when it does', async () => {
    const camera = await stage.openWindow('ada')
    await occupy(camera)
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_busy' })
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
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })

  test('networks run on a backend that this machine really has, which is remembered', async () => {
    const remembered = await stage.browser.context
      .serviceWorkers()[0]
      ?.evaluate(() => (globalThis as unknown as WithStorage).chrome.storage.local.get('backend'))
    const browser = await stage.page.evaluate(() => navigator.userAgent)
    expect(remembered).toEqual({
      backend: {
        backend: expect.stringMatching(/^(wasm|webgl|webgpu)$/) as string,
        browser,
        trials: expect.arrayContaining([]) as unknown[],
      },
    })
  })
})

interface WithStorage {
  readonly chrome: { readonly storage: { readonly local: { get(key: string): Promise<Record<string, unknown>> } } }
}

async function says(camera: Page, sentence: string, wayOn: string): Promise<void> {
  await expect.poll(() => camera.getByRole('status').textContent()).toBe(sentence)
  await camera.getByText(wayOn).waitFor()
}

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
