import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, onTestFailed } from 'vitest'
import { findBrowser } from '../../tools/browser.ts'
import { agree, cameraWindow, outcomeOf, type CameraOutcome } from '../../tools/cameraWindow.ts'
import type { Browser } from '../../tools/openBrowser.ts'
import { openWorld, type World, type WorldBrowserOptions, type WorldOptions } from '../../tools/openWorld.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { agreeAsPhotograph } from './photograph.ts'
import { startAfresh } from './startAfresh.ts'
import { forgetUnasked } from './worker.ts'

type StageOptions = WorldOptions &
  Partial<Omit<WorldBrowserOptions, 'executablePath' | 'headless'>> & {
    /**
     * Whether people who enrol are asked to turn their heads. Those on photographs cannot; they say so when they are asked, and no test waits
     * until the window gives it up. Default false.
     */
    readonly turns?: boolean
  }

/** A world and a browser in it, for the tests of one `describe`. */
export interface Stage {
  readonly world: World
  readonly browser: Browser
  /** The tab that the person uses. */
  readonly page: Page
  /** The password step with somebody before the camera; resolves when the camera window is there. */
  openWindow(subject: Subject, user?: string): Promise<Page>
  /** The same, until the camera window looks for a face. */
  openCamera(subject: Subject, user?: string): Promise<Page>
  /** The same, to the end of the camera window. */
  signIn(subject: Subject, user?: string): Promise<CameraOutcome>
  /** Ends the browser, as a person or as a crash does, and opens another with the same profile. */
  reopenBrowser(after: 'close' | 'crash'): Promise<void>
}

/**
 * Sets a stage before the first test of a `describe` and takes it down after the last. When a test fails, what is on the screens
 * and in the verifier's log is kept under `test-results/e2e`.
 */
export function useStage(options: StageOptions = {}): Stage {
  const { ports, verifier, sites, turns = false, ...browserOptions } = options
  let opened: { world: World; browser: Browser } | undefined
  const now = (): { world: World; browser: Browser } => {
    if (!opened) throw new Error('The stage is not set before the tests run')
    return opened
  }
  const openBrowser = async (world: Pick<World, 'openBrowser'>): Promise<Browser> => {
    const executablePath = await findBrowser()
    if (executablePath === null) throw new Error('No Chromium was found; npm test installs one')
    return await world.openBrowser({ executablePath, headless: true, ...browserOptions })
  }
  const stage: Stage = {
    get world() {
      return now().world
    },
    get browser() {
      return now().browser
    },
    get page() {
      const [page] = now().browser.context.pages()
      if (!page) throw new Error('The browser has no tab')
      return page
    },
    openWindow: async (subject, user) => {
      await stage.world.webcam.show(subject)
      const [camera] = await Promise.all([
        cameraWindow(stage.browser.context),
        passwordStep(stage.page, stage.world, user),
      ])
      return camera
    },
    openCamera: async (subject, user) => {
      const camera = await stage.openWindow(subject, user)
      await (turns ? agree(camera) : agreeAsPhotograph(camera))
      return camera
    },
    signIn: async (subject, user) => await outcomeOf(await stage.openCamera(subject, user)),
    reopenBrowser: async (after) => {
      const { world, browser } = now()
      await browser[after]()
      opened = { world, browser: await openBrowser(world) }
    },
  }

  beforeAll(async () => {
    let browser: Browser | undefined
    const world = await openWorld('nobody', {
      ...(ports ? { ports } : {}),
      ...(verifier ? { verifier } : {}),
      ...(sites ? { sites } : {}),
      meanwhile: async (opening) => {
        browser = await openBrowser(opening)
      },
    })
    if (browser) opened = { world, browser }
  })
  let hasFailed = false
  beforeEach(async ({ task }) => {
    if (hasFailed) await startAfresh(now().browser)
    hasFailed = false
    await forgetUnasked(now().browser)
    onTestFailed(async () => {
      hasFailed = true
      await keepEvidence(now(), `${task.suite?.name ?? ''} ${task.name}`)
    })
  })
  afterAll(async () => {
    await opened?.world.close()
  })
  return stage
}

async function keepEvidence({ world, browser }: { world: World; browser: Browser }, test: string): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', 'test-results', 'e2e', test.replaceAll(/[^\w]+/g, '-'))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'verifier.log'), world.verifier.log.join('\n'))
  for (const [i, page] of browser.context.pages().entries()) {
    const state = await page
      .evaluate(() => ({ data: Object.entries(document.body.dataset), text: document.body.innerText }))
      .catch(String)
    await writeFile(join(folder, `page-${i}.json`), JSON.stringify({ url: page.url(), state }, null, 2))
    await page.screenshot({ path: join(folder, `page-${i}.png`), timeout: 5000 }).catch(() => undefined)
  }
}
