import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { chooseSettings } from './worker.ts'

describe('in the middle of a sign-in', () => {
  const stage = useStage()

  test('the worker falls silent: another takes its place, and the person is signed in', async () => {
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-state=looking][data-backend]').waitFor()
    await stage.world.webcam.show('ada')
    await faceWorker(camera).evaluate(() => self.close())
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
  })

  test('the GPU is reset: it is set up again, and the person is signed in', async () => {
    // What the person wants may be imitated in software, where there is no GPU.
    await chooseSettings(stage.browser, { backend: 'webgl' })
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-state=looking][data-backend=webgl]').waitFor()
    await stage.world.webcam.show('ada')
    const session = await stage.browser.context.browser()?.newBrowserCDPSession()
    const gone = goneWorker(camera)
    await session?.send('Browser.crashGpuProcess')
    await gone
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
  })
})

function faceWorker(camera: Page) {
  const worker = camera.workers().find((one) => one.url().endsWith('/face.worker.js'))
  if (!worker) throw new Error('The camera window has no face worker')
  return worker
}

/** Resolves when the face worker that there is now is gone. */
async function goneWorker(camera: Page): Promise<void> {
  const worker = faceWorker(camera)
  await new Promise((resolve) => worker.once('close', resolve))
}
