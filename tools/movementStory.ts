import { errors, type Page } from 'playwright'
import { agree, cameraWindow, outcomeOf, type CameraOutcome } from './cameraWindow.ts'
import { createTeller } from './createTeller.ts'
import { NotSeen, onceMore } from './onceMore.ts'
import { passwordStep } from './passwordStep.ts'
import type { PuppetCamera } from './puppet/createPuppetCamera.ts'
import { obey } from './puppet/obey.ts'
import { packagedHead } from './puppet/packagedHead.ts'
import { refusal } from './refusal.ts'
import type { StoryOptions } from './story.ts'

export interface MovementStoryOptions extends StoryOptions {
  /** Called with a sentence when there is something to say beside the steps. */
  readonly remark: (sentence: string) => void
}

/**
 * What comes after the story, once the verifier wants heads to move: Ada does, and is signed in; her photograph does not. Where a busy
 * computer does not see her move, she tries once more.
 *
 * @param puppet the camera that the browser looks at; Ada is enrolled already
 * @throws Error when anything goes otherwise
 */
export async function playMovements(
  { world, browser, tell, shoot, remark }: MovementStoryOptions,
  puppet: PuppetCamera,
): Promise<void> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const step = createTeller(world.verifier, tell)
  const stop = new AbortController()

  /** From the password to a camera window that looks. */
  const showHead = async (moves: boolean): Promise<Page> => {
    puppet.show(await packagedHead('ada'))
    puppet.ask(null)
    const opened = cameraWindow(browser.context)
    await passwordStep(page, world)
    const camera = await opened
    await agree(camera)
    if (moves) void obey(camera, puppet, stop.signal)
    return camera
  }
  /** From there to its end. */
  const endOf = async (camera: Page, picture: string): Promise<CameraOutcome> => {
    const photographed = camera
      .locator('body[data-movement]:not([data-movement=straight])')
      .waitFor({ state: 'attached' })
      .then(() => shoot(picture, camera))
      // A window that closes before its picture is taken is no failure of the story.
      .catch((error: unknown) => {
        if (!camera.isClosed()) throw error
      })
    const [outcome] = await Promise.all([outcomeOf(camera), photographed])
    return outcome
  }
  const cancel = async (camera: Page): Promise<void> => {
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
  }
  const moveHead = async (): Promise<CameraOutcome> => {
    const camera = await showHead(true)
    try {
      const outcome = await endOf(camera, '10-moving')
      if (outcome.state === 'done') return outcome
      const message = refusal('Ada, whose head did move,', outcome.error)
      throw outcome.error === 'movements_failed' ? new NotSeen(message) : new Error(message)
    } catch (error) {
      const isNotSeen = error instanceof NotSeen || error instanceof errors.TimeoutError
      if (!isNotSeen || camera.isClosed()) throw error
      await shoot('10-moving-failed', camera)
      await cancel(camera)
      throw error instanceof NotSeen ? error : new NotSeen('Ada’s head was not seen in time.', { cause: error })
    }
  }

  try {
    await step('Ada’s head moves as the window asks, and she is signed in', async () => {
      const outcome = await onceMore(moveHead, remark)
      await page.getByRole('heading', { name: 'Welcome, ada' }).waitFor()
      await shoot('11-moved', page)
      await page.getByRole('button', { name: 'Sign out' }).click()
      return outcome
    })
    await step('Ada’s picture, which does not move, is refused', async () => {
      const camera = await showHead(false)
      const outcome = await endOf(camera, '12-not-moving')
      if (outcome.state === 'done') throw new Error('A picture was let in')
      if (outcome.error !== 'movements_failed') throw new Error(refusal('Ada’s picture', outcome.error))
      await shoot('13-not-moved', camera)
      await cancel(camera)
      return outcome
    })
  } finally {
    stop.abort()
  }
}
