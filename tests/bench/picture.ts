import { ensureBrowser } from '../../tools/browser.ts'
import { buildAll } from '../../tools/build.ts'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import type { Browser } from '../../tools/openBrowser.ts'
import { openWorld } from '../../tools/openWorld.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { medianOf } from './medianOf.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:picture`: how long a person with an account waits from the opening of the camera window, which may use the camera
 * already, until she sees its first picture and until it looks for her face; and what the popup takes to open.
 */
const windows = 9
const coldStarts = 3
const popups = 11
/** Milliseconds from one sign-in to the next: five in a minute open their window unasked. */
const rest = 13_000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const executablePath = await ensureBrowser(say)
await buildAll(say)
const world = await openWorld('ada', { verifier: { liveness: 'off' } })
try {
  let browser = await world.openBrowser({ executablePath, headless: true })
  await signIn(browser) // enrols
  await world.webcam.show('ada-elsewhere')
  await signIn(browser) // What is loaded once is loaded.
  const warm: Moments[] = []
  for (let i = 0; i < windows; i++) warm.push(await signIn(browser))
  const popupMs: number[] = []
  for (let i = 0; i < popups; i++) popupMs.push(await openPopup(browser))
  const cold: Moments[] = []
  for (let i = 0; i < coldStarts; i++) {
    await browser.close()
    browser = await world.openBrowser({ executablePath, headless: true })
    cold.push(await signIn(browser))
  }
  const version = browser.context.browser()?.version() ?? ''
  const of = (all: readonly Moments[], which: keyof Moments): number => medianOf(all.map((each) => each[which]))
  const results = {
    measuredOn: `${thisMachine()} and Chromium ${version}`,
    pictureMs: {
      warm: of(warm, 'picture'),
      slowest: Math.max(...warm.map(({ picture }) => picture)),
      cold: of(cold, 'picture'),
    },
    lookingMs: { warm: of(warm, 'looking'), cold: of(cold, 'looking') },
    popupMs: medianOf(popupMs),
  }
  say(JSON.stringify(results, null, 2))
  await addResults('picture', results)
} finally {
  await world.close()
}

/** Milliseconds from the window's opening. */
interface Moments {
  readonly picture: number
  readonly looking: number
}

/** Signs in and out again, not more often than windows open unasked. */
async function signIn(browser: Browser): Promise<Moments> {
  const paused = new Promise((resolve) => setTimeout(resolve, rest))
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const [camera] = await Promise.all([cameraWindow(browser.context), passwordStep(page, world)])
  const watched = camera.evaluate(
    () =>
      new Promise<Moments>((resolve) => {
        let looking = 0
        const picture = (): PerformanceEntry | undefined => performance.getEntriesByName('zauth-picture')[0]
        const observer = new MutationObserver(look)
        observer.observe(document.body, { attributes: true, attributeFilter: ['data-state'] })
        look()
        function look(): void {
          const state = document.body.dataset['state'] ?? ''
          if (looking === 0 && (state === 'looking' || state === 'enrolling')) looking = performance.now()
          if (state === 'done' || state === 'codes') resolve({ picture: picture()?.startTime ?? NaN, looking })
        }
      }),
  )
  const [moments, outcome] = await Promise.all([watched, outcomeOf(camera)])
  if (!camera.isClosed()) await camera.waitForEvent('close')
  if (outcome.state !== 'done') throw new Error(`Unexpected end of a sign-in "${outcome.error}"`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await paused
  return moments
}

/** Milliseconds from the popup's opening until its first words are painted. */
async function openPopup({ context, extensionId }: Browser): Promise<number> {
  const page = await context.newPage()
  await page.goto(`chrome-extension://${extensionId ?? ''}/popup.html`)
  const shown = await page.evaluate(async () => {
    const painted = (): PerformanceEntry | undefined => performance.getEntriesByName('first-contentful-paint')[0]
    while (!painted()) await new Promise(requestAnimationFrame)
    return painted()?.startTime ?? NaN
  })
  await page.close()
  return shown
}
