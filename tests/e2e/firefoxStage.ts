import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, onTestFailed } from 'vitest'
import { outcomeOf, type CameraOutcome } from '../../tools/cameraWindow.ts'
import { dist } from '../../tools/dist.ts'
import { cameraPage } from '../../tools/firefox/cameraPage.ts'
import { findFirefox } from '../../tools/firefox/findFirefox.ts'
import { fitFakeCamera } from '../../tools/firefox/fitFakeCamera.ts'
import { openFirefox, type Firefox } from '../../tools/firefox/openFirefox.ts'
import { openWorld, type World } from '../../tools/openWorld.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'

/** A world and a Firefox in it, which the verifier is granted in, for the tests of one `describe`. */
export interface FirefoxStage {
  readonly world: World
  readonly firefox: Firefox
  /** The password step with somebody before the camera; resolves when the camera window is there. */
  openWindow(subject: Subject): Promise<Page>
  /** The same, to the end of the camera window. */
  signIn(subject: Subject): Promise<CameraOutcome>
  /** The claims that the website shows once Ada is signed in. */
  claims(): Promise<Record<string, string>>
  /** What the website says, and where it was called back, when nobody is signed in. */
  refusal(): Promise<{ error: string; url: URL }>
  signOut(): Promise<void>
}

/**
 * Sets the stage before the first test of a `describe` and takes it down after the last. The extension is `dist/firefox`, but for the
 * pictures of the camera: see `fakeCamera.ts`.
 */
export function useFirefoxStage(): FirefoxStage {
  let opened: { world: World; firefox: Firefox } | undefined
  const closing: (() => Promise<void>)[] = []
  const now = (): { world: World; firefox: Firefox } => {
    if (!opened) throw new Error('The stage is not set before the tests run')
    return opened
  }
  const stage: FirefoxStage = {
    get world() {
      return now().world
    },
    get firefox() {
      return now().firefox
    },
    openWindow: async (subject) => {
      const { world, firefox } = now()
      const { page } = firefox
      await world.webcam.show(subject)
      await page.goto(world.site.url)
      await page.locator('input[name=user]').fill('ada')
      await page.locator('input[name=password]').fill(world.password)
      const [camera] = await Promise.all([firefox.cameraWindow(), page.locator('button').click()])
      return camera
    },
    signIn: async (subject) => await outcomeOf(cameraPage(await stage.openWindow(subject))),
    claims: async () => {
      const { page } = now().firefox
      await page.waitForSelector('::-p-xpath(//h1[. = "Welcome, ada"])')
      return await page.$$eval('[data-claim]', (cells) =>
        Object.fromEntries(cells.map((cell) => [cell.getAttribute('data-claim') ?? '', cell.textContent])),
      )
    },
    refusal: async () => {
      const { page } = now().firefox
      await page.waitForSelector('::-p-xpath(//h1[. = "Not signed in"])')
      const error = await page.$eval('[role=alert]', (alert) => alert.getAttribute('data-error') ?? '')
      return { error, url: new URL(page.url()) }
    },
    signOut: async () => {
      const { page } = now().firefox
      await page.locator('::-p-xpath(//button[. = "Sign out"])').click()
      await page.waitForSelector('input[name=password]')
    },
  }

  beforeAll(async () => {
    const executablePath = await findFirefox()
    if (executablePath === null)
      throw new Error(
        'No Firefox was found. npm test installs Debian’s package; else install one, or set ZAUTH_FIREFOX.',
      )
    const folder = await mkdtemp(join(tmpdir(), 'zauth-firefox-'))
    closing.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    await cp(join(dist, 'firefox'), folder, { recursive: true })
    const world = await openWorld('nobody')
    closing.push(() => world.close())
    closing.push(await fitFakeCamera(folder, world.webcam.path))
    const firefox = await openFirefox(executablePath, folder)
    closing.push(() => firefox.close())
    opened = { world, firefox }
    await firefox.grant(world.verifier.issuer)
  })
  beforeEach(({ task }) => {
    onTestFailed(() => keepEvidence(now(), task.name))
  })
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })
  return stage
}

/** Keeps what the verifier and Firefox wrote, and what is on the screens. */
async function keepEvidence({ world, firefox }: { world: World; firefox: Firefox }, test: string): Promise<void> {
  const results = join(import.meta.dirname, '..', '..', 'test-results', 'e2e')
  const folder = join(results, `firefox-${test.replaceAll(/[^\w]+/g, '-')}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'verifier.log'), world.verifier.log.join('\n'))
  await writeFile(join(folder, 'complaints.log'), firefox.complaints.join('\n'))
  for (const [i, page] of (await firefox.pages()).entries()) {
    const seen = page.evaluate(
      () => `${location.href} ${JSON.stringify(document.body.dataset)}\n${document.body.innerText}`,
    )
    await writeFile(join(folder, `page-${i}.txt`), await seen.catch(String))
    await page.screenshot({ path: join(folder, `page-${i}.png`) }).catch(() => undefined)
  }
}
