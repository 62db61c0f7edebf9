import type { Page } from 'playwright'
import { agree, cameraWindow, outcomeOf, type CameraOutcome } from './cameraWindow.ts'
import { createTeller } from './createTeller.ts'
import { passwordStep } from './passwordStep.ts'
import type { PuppetCamera } from './puppet/createPuppetCamera.ts'
import { obey } from './puppet/obey.ts'
import { packagedHead } from './puppet/packagedHead.ts'
import type { StoryOptions } from './story.ts'

/**
 * What comes after the story, once the verifier wants heads to move: Ada does, and is signed in; her photograph does not.
 *
 * @param puppet the camera that the browser looks at; Ada is enrolled already
 * @throws Error when anything goes otherwise
 */
export async function playMovements(
  { world, browser, tell, shoot }: StoryOptions,
  puppet: PuppetCamera,
): Promise<void> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const step = createTeller(world.verifier, tell)
  const stop = new AbortController()

  /** From the password to the end of the camera window. */
  const showHead = async (picture: string, moves: boolean): Promise<{ camera: Page; outcome: CameraOutcome }> => {
    puppet.show(await packagedHead('ada'))
    const opened = cameraWindow(browser.context)
    await passwordStep(page, world)
    const camera = await opened
    await agree(camera)
    if (moves) void obey(camera, puppet, stop.signal)
    const photographed = camera
      .locator('body[data-movement]:not([data-movement=straight])')
      .waitFor({ state: 'attached' })
      .then(() => shoot(picture, camera))
      // A window that closes before its picture is taken is no failure of the story.
      .catch((error: unknown) => {
        if (!camera.isClosed()) throw error
      })
    const [outcome] = await Promise.all([outcomeOf(camera), photographed])
    return { camera, outcome }
  }

  try {
    await step('Ada’s head moves as the window asks, and she is signed in', async () => {
      const { outcome } = await showHead('10-moving', true)
      if (outcome.state === 'failed') throw new Error(`Unexpected refusal "${outcome.error}"`)
      await page.getByRole('heading', { name: 'Welcome, ada' }).waitFor()
      await shoot('11-moved', page)
      await page.getByRole('button', { name: 'Sign out' }).click()
      return outcome
    })
    await step('Ada’s picture, which does not move, is refused', async () => {
      const { camera, outcome } = await showHead('12-not-moving', false)
      if (outcome.state === 'done') throw new Error('A picture was let in')
      if (outcome.error !== 'movements_failed') throw new Error(`Unexpected refusal "${outcome.error}"`)
      await shoot('13-not-moved', camera)
      await camera.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
      return outcome
    })
  } finally {
    stop.abort()
  }
}
