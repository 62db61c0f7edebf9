import type { Page } from 'playwright'
import { ensureBrowser } from '../../tools/browser.ts'
import { buildAll } from '../../tools/build.ts'
import { agree, cameraWindow } from '../../tools/cameraWindow.ts'
import { openWorld } from '../../tools/openWorld.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { medianOf } from './medianOf.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:detection`: how many frames a second the camera window looks at, before a fake webcam of thirty, and how long its
 * page is kept from answering meanwhile.
 */
const seconds = 8

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

interface Rates {
  readonly framesPerSecond: number
  readonly medianMs: number
  /** The longest that the page did not paint, and did not answer. */
  readonly longestFrameMs: number
  readonly longestTaskMs: number
}

const executablePath = await ensureBrowser(say)
await buildAll(say)
const world = await openWorld('nobody')
try {
  const browser = await world.openBrowser({ executablePath, headless: true })
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const measure = async (subject: Subject): Promise<Rates & { backend: string }> => {
    await world.webcam.show(subject)
    const [camera] = await Promise.all([cameraWindow(browser.context), passwordStep(page, world)])
    await agree(camera)
    const rates = await ratesOf(camera)
    const backend = (await camera.locator('body').getAttribute('data-backend')) ?? ''
    say(
      `${subject}: ${rates.framesPerSecond.toFixed(1)} frames a second, ${rates.medianMs.toFixed(1)} ms each; ` +
        `the page stood still for ${rates.longestFrameMs.toFixed(0)} ms at most`,
    )
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
    return { ...rates, backend }
  }
  // With two faces every frame is searched; with one, only those that may be kept.
  const { backend, ...searching } = await measure('two')
  const { backend: same, ...following } = await measure('ada')
  if (backend !== same) throw new Error(`Unexpected change of the backend from ${backend} to ${same}`)
  const version = browser.context.browser()?.version() ?? ''
  await addResults('detection', {
    measuredOn: `${thisMachine()} and Chromium ${version}, by ${backend}`,
    searching,
    following,
  })
} finally {
  await world.close()
}

async function ratesOf(camera: Page): Promise<Rates> {
  const { looks, gaps, tasks } = await camera.evaluate(
    (span) =>
      new Promise<{ looks: { start: number; took: number }[]; gaps: number[]; tasks: number[] }>((resolve) => {
        const [looks, gaps, tasks]: [{ start: number; took: number }[], number[], number[]] = [[], [], []]
        const observer = new PerformanceObserver((list) => {
          for (const { name, entryType, startTime, duration } of list.getEntries())
            if (entryType === 'longtask') tasks.push(duration)
            else if (name === 'zauth-look') looks.push({ start: startTime, took: duration })
        })
        observer.observe({ type: 'measure' })
        observer.observe({ type: 'longtask' })
        const begun = performance.now()
        let before = begun
        requestAnimationFrame(function paint(now) {
          if (now > before) gaps.push(now - before)
          before = now
          if (now - begun < span) requestAnimationFrame(paint)
          else {
            observer.disconnect()
            resolve({ looks, gaps, tasks })
          }
        })
      }),
    1000 * seconds,
  )
  const [first, last] = [looks[0], looks.at(-1)]
  if (!first || !last || first === last) throw new Error('The camera window looked at no frames')
  return {
    framesPerSecond: (1000 * (looks.length - 1)) / (last.start - first.start),
    medianMs: medianOf(looks.map(({ took }) => took)),
    longestFrameMs: Math.max(...gaps),
    longestTaskMs: Math.max(0, ...tasks),
  }
}
