import type { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Advice } from '../../shared/recognition/perception.ts'
import type { Sight } from '../face/sight.ts'
import { steadyAdvice } from './steadyAdvice.ts'

/** What the window is about. Tests and styles read it from `document.body.dataset.state`. */
export type Phase = 'starting' | 'consent' | 'looking' | 'enrolling' | 'matching' | 'done' | 'failed'

/** What came in the way, and whether the sign-in ended with it. */
export interface Failure {
  readonly error: ZAuthError
  readonly over: boolean
}

/** Everything that the window shows, except for the picture. */
export interface View {
  readonly phase: Phase
  readonly advice: Advice | null
  /** How much of the images that are wanted is there, 0 to 1. */
  readonly progress: number
  /** A sentence in the place of the instruction. */
  readonly note: string | null
  readonly failure: Failure | null
}

/** What the steps of a sign-in show to the person, and what she answers. */
export interface Screen {
  readonly view: View
  show(change: Partial<View>): void
  /** A frame was looked at. */
  see(sight: Sight): void
  /** Waits for the one button that goes on: "I agree", "Try again". */
  pressed(signal: AbortSignal): Promise<void>
  press(): void
  subscribe(listener: (view: View) => void): () => void
  /** Called for each frame that was looked at; null when there is nothing to draw. */
  onSight: (sight: Sight | null) => void
}

const noSight: Screen['onSight'] = () => undefined

const first: View = { phase: 'starting', advice: null, progress: 0, note: null, failure: null }

/** A screen that shows nothing yet. */
export function createScreen(): Screen {
  const listeners = new Set<(view: View) => void>()
  const steady = steadyAdvice()
  let press: () => void = () => undefined
  let sawBefore = false
  const screen = {
    view: first,
    show: (change: Partial<View>) => {
      screen.view = { ...screen.view, ...change }
      const watching = screen.view.phase === 'looking' || screen.view.phase === 'enrolling'
      if (!watching && sawBefore) screen.onSight(null)
      sawBefore &&= watching
      for (const listener of listeners) listener(screen.view)
    },
    see: (sight: Sight) => {
      sawBefore = true
      screen.onSight(sight)
      const advice = steady(sight.advice, performance.now())
      if (advice !== screen.view.advice) screen.show({ advice })
    },
    pressed: (signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        signal.throwIfAborted()
        const giveUp = (): void => reject(signal.reason as Error)
        signal.addEventListener('abort', giveUp, { once: true })
        press = () => {
          signal.removeEventListener('abort', giveUp)
          press = () => undefined
          resolve()
        }
      }),
    press: () => press(),
    subscribe: (listener: (view: View) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onSight: noSight,
  }
  return screen
}
