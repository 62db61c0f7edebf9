import type { Page } from 'playwright'
import { agree, cameraWindow, goodSight, outcomeOf, type CameraOutcome } from './cameraWindow.ts'
import { createTeller, type Step } from './createTeller.ts'
import type { Browser } from './openBrowser.ts'
import type { World } from './openWorld.ts'
import { passwordStep } from './passwordStep.ts'
import { refusal } from './refusal.ts'

export interface StoryOptions {
  readonly world: World
  readonly browser: Browser
  /** Called after each step with what happened. */
  readonly tell: (step: Step) => void
  /** Called when there is something to see. */
  readonly shoot: (name: string, page: Page) => Promise<void>
}

/**
 * The main job, as a person would do it: Ada enrols, signs in again as another photograph shows her, and somebody else with
 * her password does not get in.
 *
 * @throws Error when anything goes otherwise
 */
export async function playStory({ world, browser, tell, shoot }: StoryOptions): Promise<void> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const step = createTeller(world.verifier, tell)
  /** From the password to the end of the camera window. */
  const showFace = async (picture: string): Promise<CameraOutcome> => {
    const opened = cameraWindow(browser.context)
    await passwordStep(page, world)
    const camera = await opened
    await agree(camera)
    const photographed = goodSight(camera)
      .then(() => shoot(picture, camera))
      // A window that closes before its picture is taken is no failure of the story.
      .catch((error: unknown) => {
        if (!camera.isClosed()) throw error
      })
    const [outcome] = await Promise.all([outcomeOf(camera), photographed])
    if (outcome.state === 'failed') {
      await shoot(`${picture}-failed`, camera)
      await camera.getByRole('button', { name: 'Close' }).click()
    }
    return outcome
  }
  const signedIn = async (picture: string, outcome: CameraOutcome): Promise<CameraOutcome> => {
    if (outcome.state === 'failed') throw new Error(refusal('Ada', outcome.error))
    await page.getByRole('heading', { name: 'Welcome, ada' }).waitFor()
    const amr = await page.locator('[data-claim=amr]').textContent()
    if (!amr?.split(' ').includes('face')) throw new Error(`Unexpected amr "${amr ?? ''}", expected face among it`)
    await shoot(picture, page)
    return outcome
  }
  const signOut = async (picture: string): Promise<undefined> => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await shoot(picture, page)
  }

  await step('the website asks for the password', async () => {
    await page.goto(world.site.url)
    await shoot('1-password', page)
    return undefined
  })
  await step('Ada enrols her face and is signed in', async () => {
    await world.webcam.show('ada')
    return await signedIn('3-signed-in', await showFace('2-enrolling'))
  })
  await step('Ada signs out', () => signOut('4-signed-out'))
  await step('Ada, in another photograph, signs in again', async () => {
    await world.webcam.show('ada-elsewhere')
    return await signedIn('6-signed-in-again', await showFace('5-signing-in'))
  })
  await step('Ada signs out', () => signOut('7-signed-out-again'))
  await step('somebody else with Ada’s password is refused', async () => {
    await world.webcam.show('grace')
    const outcome = await showFace('8-somebody-else')
    if (outcome.state === 'done') throw new Error('Somebody else was let in')
    if (outcome.error !== 'not_recognised') throw new Error(refusal('Somebody else', outcome.error))
    await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
    if (new URL(page.url()).searchParams.has('code')) throw new Error('The website got a code')
    await shoot('9-refused', page)
    return outcome
  })
}
