import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from '../../tools/browser.ts'
import { buildAll } from '../../tools/build.ts'
import { cameraWindow, outcomeOf, type Timings } from '../../tools/cameraWindow.ts'
import { openBrowser } from '../../tools/openBrowser.ts'
import { openWorld } from '../../tools/openWorld.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import type { MatchFigures } from './matchSteps.ts'
import { matchTable } from './matchTable.ts'
import { medianOf } from './medianOf.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench`, second half: the match's steps in a browser's worker, and whole sign-ins before a fake webcam, in the same
 * Chromium.
 */
const runs = 25
const signIns = 7
const coldStarts = 3
/** Milliseconds from one sign-in to the next: five in a minute open their window unasked. */
const between = 12_500

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const executablePath = await ensureBrowser(say)
await buildAll(say)
const { figures, version } = await measureSteps()
say(matchTable(`Chromium ${version}, one worker, medians of ${runs}`, figures))
const { signedIn, timings, windows } = await measureSignIns()
say(`From the face held still to signed in: ${signedIn.toFixed(0)} ms, median of ${signIns}`)
say(
  `From the window's opening to signed in: ${windows.cold.toFixed(0)} ms for the first after the browser has started (median of ${coldStarts}), ${windows.warm.toFixed(0)} ms for later ones`,
)
await addResults('match', {
  measuredOn: `${thisMachine()} and Chromium ${version}`,
  browser: figures.ms,
  signInMs: signedIn,
  signInStepsMs: timings,
  windowMs: windows,
})

async function measureSteps(): Promise<{ figures: MatchFigures; version: string }> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, 'matchInBrowser.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'chrome137',
    external: ['module'],
  })
  const files: Record<string, [type: string, body: Uint8Array | string]> = {
    '/': ['text/html', '<!doctype html><title>Match</title>'],
    '/worker.js': ['text/javascript', bundle.outputFiles[0]?.contents ?? ''],
    '/seal_throws.wasm': [
      'application/wasm',
      await readFile(fileURLToPath(import.meta.resolve('node-seal/throws').replace(/[^/]*$/, 'seal_throws.wasm'))),
    ],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    // An isolated page has a clock of 5 µs instead of 100.
    const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
    response.writeHead(body === '' ? 404 : 200, { 'content-type': type, ...isolation }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const browser = await openBrowser({ executablePath, headless: true, extension: null })
  try {
    const page = await browser.context.newPage()
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
    const measured = await page.evaluate(
      (count) =>
        new Promise<MatchFigures>((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' })
          worker.onerror = ({ message }) => reject(new Error(message))
          worker.onmessage = ({ data }: MessageEvent<MatchFigures>) => resolve(data)
          worker.postMessage(count)
        }),
      runs,
    )
    return { figures: measured, version: browser.context.browser()?.version() ?? '' }
  } finally {
    await browser.close()
    server.close()
  }
}

interface SignIns {
  /** Of the steps in the camera window. */
  readonly timings: Record<string, number>
  /** From the face held still until the website greets. */
  readonly signedIn: number
  /** From the camera window's opening until it says that all is done: networks, SEAL and camera included. */
  readonly windows: { readonly cold: number; readonly warm: number }
}

/** Medians, in milliseconds, of sign-ins without movements of the head, whose time is the person's own. */
async function measureSignIns(): Promise<SignIns> {
  const world = await openWorld('ada', { verifier: { liveness: 'off' } })
  try {
    let browser = await world.openBrowser({ executablePath, headless: true })
    let next = 0
    const signIn = async (): Promise<{ timings: Timings; signedIn: number; opened: number }> => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())))
      next = performance.now() + between
      const page = browser.context.pages()[0] ?? (await browser.context.newPage())
      const [[camera, begun]] = await Promise.all([
        cameraWindow(browser.context).then((window) => [window, performance.now()] as const),
        passwordStep(page, world),
      ])
      const outcome = await outcomeOf(camera)
      const done = performance.now()
      if (outcome.state !== 'done') throw new Error(`Unexpected end of a sign-in "${outcome.error}"`)
      await page.getByRole('button', { name: 'Sign out' }).waitFor()
      const signedIn = outcome.timings.total + performance.now() - done
      await page.getByRole('button', { name: 'Sign out' }).click()
      return { timings: outcome.timings, signedIn, opened: done - begun }
    }
    await signIn() // enrols
    await world.webcam.show('ada-elsewhere')
    const measured: Awaited<ReturnType<typeof signIn>>[] = []
    for (let i = 0; i < signIns; i++) measured.push(await signIn())
    const cold: number[] = []
    for (let i = 0; i < coldStarts; i++) {
      await browser.close()
      browser = await world.openBrowser({ executablePath, headless: true })
      cold.push((await signIn()).opened)
    }
    const steps = Object.keys(measured[0]?.timings ?? {}) as (keyof Timings)[]
    return {
      signedIn: medianOf(measured.map((each) => each.signedIn)),
      timings: Object.fromEntries(steps.map((step) => [step, medianOf(measured.map((each) => each.timings[step]))])),
      windows: { cold: medianOf(cold), warm: medianOf(measured.map(({ opened }) => opened)) },
    }
  } finally {
    await world.close()
  }
}
