import type { Sight } from '../face/sight.ts'
import type { Phase, Press, Screen, View } from './screen.ts'
import { steadyAdvice } from './steadyAdvice.ts'

const noSight: Screen['onSight'] = () => undefined

/** While these last, what the camera sees is drawn. */
const watchingPhases: ReadonlySet<Phase> = new Set(['looking', 'enrolling', 'moving'])

const first: View = {
  phase: 'starting',
  advice: null,
  progress: 0,
  series: null,
  pictures: null,
  note: null,
  failure: null,
  guidance: null,
  movementSet: 'turns',
}

/** A screen that shows nothing yet. */
export function createScreen(): Screen {
  const listeners = new Set<(view: View) => void>()
  const steady = steadyAdvice()
  let press: (which: Press) => void = () => undefined
  let sawBefore = false
  const screen = {
    view: first,
    show: (change: Partial<View>) => {
      screen.view = { ...screen.view, ...change }
      const watching = watchingPhases.has(screen.view.phase)
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
      new Promise<Press>((resolve, reject) => {
        signal.throwIfAborted()
        const giveUp = (): void => reject(signal.reason as Error)
        signal.addEventListener('abort', giveUp, { once: true })
        press = (which) => {
          signal.removeEventListener('abort', giveUp)
          press = () => undefined
          resolve(which)
        }
      }),
    press: (which: Press = 'go') => press(which),
    subscribe: (listener: (view: View) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onSight: noSight,
  }
  return screen
}
