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

/** The camera window that the extension opens; to be called before what makes it open. */
export async function cameraWindow(context: BrowserContext): Promise<Page> {
  return await context.waitForEvent('page', { predicate: (page) => page.url().includes('/camera.html') })
}

/** Waits until the window looks for a face, agreeing to what it asks before. */
export async function agree(camera: Page): Promise<void> {
  const consent = camera.getByRole('button', { name: 'I agree' })
  const state = await stateAmong(camera, ['consent', 'looking', 'enrolling', 'matching', 'done', 'failed'])
  if (state === 'consent') await consent.click()
}

/** Waits until the window has come to an end, agreeing to what it asks before. */
export async function outcomeOf(camera: Page): Promise<CameraOutcome> {
  await agree(camera)
  // Read in one step: a window that is done closes itself soon.
  const ended = await camera.waitForFunction(
    () => {
      const { state, error, backend, timings } = document.body.dataset
      return state === 'done' || state === 'failed' ? { state, error, backend, timings } : null
    },
    undefined,
    { timeout: 90_000, polling: 50 },
  )
  const { state, error = '', backend = '', timings = '{}' } = (await ended.jsonValue()) ?? {}
  if (state === 'done') return { state, backend, timings: v.parse(Timings, JSON.parse(timings)) }
  if (!isErrorCode(error))
    throw new Error(`Unexpected error "${error}", expected one of ${Object.keys(errorCodes).join(' ')}`)
  return { state: 'failed', error }
}

async function stateAmong(camera: Page, states: readonly string[]): Promise<string> {
  const found = await camera.waitForFunction(
    (wanted) => wanted.find((state) => state === document.body.dataset['state']) ?? null,
    states,
    { timeout: 60_000, polling: 50 },
  )
  return (await found.jsonValue()) ?? ''
}
