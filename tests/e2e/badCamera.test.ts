import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import type { Browser } from '../../tools/openBrowser.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { cameraWindows } from './worker.ts'

describe('before a camera', () => {
  const stage = useStage()

  test.each([
    ['that is covered, the window says that the picture is black', 'black', /picture is black/],
    ['that hangs, the window says that the picture stands still', 'frozen', /picture stands still/],
    ['that lies on its side, the window says so', 'sideways', /lies on its side/],
  ] as const)('%s', async (_, subject, sentence) => {
    const camera = await stage.openCamera(subject)
    await camera.getByRole('status').filter({ hasText: sentence }).waitFor()
    expect((await camera.locator('.hint').textContent())?.length).toBeGreaterThan(10)
    await camera.getByRole('button', { name: 'Cancel' }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('that gives a tiny picture, the window says so, and goes on with a larger one', async () => {
    const camera = await stage.openWindow('tiny')
    expect(await outcomeOfPhotograph(camera)).toEqual({ state: 'failed', error: 'camera_tiny' })
    await camera.getByText('Choose another camera').waitFor()
    await stage.world.webcam.show('ada')
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body:not([data-state=failed])').waitFor()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    await signOut(stage.page)
  })

  test('that is a program, the window warns, and the person may go on', async () => {
    // Before the window asks for the camera, which is the first thing that it does.
    await stage.browser.context.addInitScript(() => {
      Object.defineProperty(MediaStreamTrack.prototype, 'label', { get: () => 'OBS Virtual Camera' })
    })
    const camera = await stage.openWindow('ada')
    const warned = camera.getByRole('alert').filter({ hasText: 'OBS Virtual Camera' }).waitFor()
    const [outcome] = await Promise.all([outcomeOf(camera), warned])
    expect(outcome).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  // The last one: the extension stays damaged.
  test('that shows nothing wrong, but with a damaged model, the window says that nobody is recognised by it', async () => {
    const path = join(stage.world.extensionDir, 'models', 'facemesh.bin')
    const bytes = await readFile(path)
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 1
    await writeFile(path, bytes)
    expect(await stage.signIn('grace', 'grace')).toEqual({ state: 'failed', error: 'model_damaged' })
    const [camera] = cameraWindows(stage.browser)
    await camera?.getByText('Reinstall the extension').waitFor()
    await camera?.getByRole('button', { name: 'Close' }).click()
    expect((await refusalOn(stage.page)).url.searchParams.has('code')).toBe(false)
  })
})

describe('with several cameras, where nobody answers for the person when the browser asks', () => {
  const stage = useStage({
    fakeCamera: false,
    // The second one that Chromium makes up is for depths.
    arguments: ['--use-fake-device-for-media-stream=device-count=3'],
  })

  test('the window says where to take back that she never wants to be asked, and goes on when she did', async () => {
    await allowCamera(stage.browser, 'denied')
    const camera = await stage.openWindow('nobody')
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_blocked' })
    await camera.getByText('Site settings').waitFor()
    await allowCamera(stage.browser, 'granted')
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body[data-state=enrolling]').waitFor()
    await camera.getByRole('button', { name: 'Cancel' }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('the person chooses one, and it is the one of the next time', async () => {
    await allowCamera(stage.browser, 'granted')
    const camera = await stage.openCamera('nobody')
    const choice = camera.getByRole('combobox', { name: 'Camera' })
    const options = await choice
      .locator('option')
      .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value))
    const other = options.at(-1) ?? ''
    expect(await choice.inputValue()).not.toBe(other)
    await choice.selectOption(other)
    await expect.poll(() => playing(camera)).toBe(other)
    await camera.locator('body[data-state=enrolling]').waitFor()
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await refusalOn(stage.page)
    const again = await stage.openCamera('nobody')
    await expect.poll(() => playing(again)).toBe(other)
    expect(await again.getByRole('combobox', { name: 'Camera' }).inputValue()).toBe(other)
  })
})

async function playing(camera: Page): Promise<string | undefined> {
  return await camera
    .locator('video')
    .evaluate(
      (video: HTMLVideoElement) => (video.srcObject as MediaStream | null)?.getVideoTracks()[0]?.getSettings().deviceId,
    )
}

/** What the person tells the browser once and for all. */
async function allowCamera({ context, extensionId }: Browser, setting: 'granted' | 'denied'): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession()
  const origin = `chrome-extension://${extensionId ?? ''}`
  await session?.send('Browser.setPermission', { permission: { name: 'camera' }, setting, origin })
}
