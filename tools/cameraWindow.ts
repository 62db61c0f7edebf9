import type { BrowserContext, Page } from 'playwright'
import * as v from 'valibot'
import { errorCodes, isErrorCode, type ErrorCode } from '../shared/protocol/errors.ts'

const milliseconds = v.pipe(v.number(), v.minValue(0))

/** What the camera window says of the steps of a sign-in, in milliseconds. */
const Timings = v.object({
  perceive: milliseconds,
  embed: milliseconds,
  encrypt: milliseconds,
  answer: milliseconds,
  open: milliseconds,
  token: milliseconds,
  /** From the face held still to the verifier's "yes". */
  total: milliseconds,
})
export type Timings = v.InferOutput<typeof Timings>

/** How a camera window ended. */
export type CameraOutcome =
  | { readonly state: 'done'; readonly backend: string; readonly timings: Timings }
  | { readonly state: 'failed'; readonly error: ErrorCode }

/** A page that a camera window is in: Playwright's, or what stands for one in Firefox. */
export interface CameraPage {
  waitForLoadState(state: 'domcontentloaded'): Promise<void>
  evaluate<R, A>(look: (argument: A) => Promise<R>, argument: A): Promise<R>
  getByRole(role: 'button', options: { readonly name: string }): { click(): Promise<void> }
}

/** The camera window that the extension opens; to be called before what makes it open. */
export async function cameraWindow(context: BrowserContext): Promise<Page> {
  return await context.waitForEvent('page', { predicate: (page) => page.url().includes('/camera.html') })
}

/**
 * Waits until the window has begun to look for a face, agreeing to what it asks before.
 *
 * @param choose what the person chooses before she agrees, where she is asked
 */
export async function agree(camera: CameraPage, choose?: () => Promise<void>): Promise<void> {
  const { state } = await reached(camera, [
    'consent',
    'looking',
    'enrolling',
    'preview',
    'moving',
    'matching',
    'codes',
    'done',
    'failed',
  ])
  if (state !== 'consent') return
  await choose?.()
  await camera.getByRole('button', { name: 'I agree' }).click()
  await reached(camera, ['looking', 'enrolling', 'preview', 'moving', 'matching', 'done', 'failed'])
}

/** Waits until the window sees a face as it should be, and has drawn its outline. */
export async function goodSight(camera: Page): Promise<void> {
  await camera.locator('body[data-advice=ok]').waitFor({ state: 'attached' })
}

/** Waits until the window has come to an end, agreeing to what it asks before. */
export async function outcomeOf(camera: CameraPage): Promise<CameraOutcome> {
  await agree(camera)
  let now = await reached(camera, ['preview', 'codes', 'done', 'failed'])
  if (now.state === 'preview') {
    now = await pressed(camera, 'Use these', reached(camera, ['codes', 'done', 'failed']))
  }
  if (now.state === 'codes') {
    now = await pressed(camera, 'I have kept them', reached(camera, ['done', 'failed']))
  }
  const { state, error = '', backend = '', timings = '{}' } = now
  if (state === 'done') return { state, backend, timings: v.parse(Timings, JSON.parse(timings)) }
  if (!isErrorCode(error))
    throw new Error(`Unexpected error "${error}", expected one of ${Object.keys(errorCodes).join(' ')}`)
  return { state: 'failed', error }
}

/** The same, after the press of a button with which the window may come to its end at once. */
export async function outcomeAfter(camera: CameraPage, button: string): Promise<CameraOutcome> {
  return await pressed(camera, button, outcomeOf(camera))
}

/**
 * Presses a button.
 *
 * @param coming what comes of it, watched for already: a window that is done closes itself soon, sometimes before the click is over
 */
async function pressed<T>(camera: CameraPage, name: string, coming: Promise<T>): Promise<T> {
  const click = camera.getByRole('button', { name }).click()
  return await Promise.race([coming, click.then(() => coming)])
}

/** What the window says of itself, on its body. */
type CameraState = Partial<Record<'state' | 'error' | 'backend' | 'timings', string>>

/** Nothing that the window does by itself takes longer, on a slow computer neither. */
const patience = 90_000

/** Waits for one of some states. What it finds comes back in one message: a window that is done closes itself soon. */
async function reached(camera: CameraPage, states: readonly string[]): Promise<CameraState> {
  await camera.waitForLoadState('domcontentloaded')
  return await camera.evaluate(
    ([wanted, limit]) =>
      new Promise<CameraState>((resolve, reject) => {
        const observer = new MutationObserver(look)
        const timer = setTimeout(() => {
          observer.disconnect()
          reject(new Error(`The camera window stays "${document.body.dataset['state'] ?? ''}"`))
        }, limit)
        function look(): void {
          const { state, error, backend, timings } = document.body.dataset
          if (!wanted.includes(state ?? '')) return
          clearTimeout(timer)
          observer.disconnect()
          resolve(JSON.parse(JSON.stringify({ state, error, backend, timings })) as CameraState)
        }
        observer.observe(document.body, { attributes: true })
        look()
      }),
    [states, patience] as const,
  )
}
