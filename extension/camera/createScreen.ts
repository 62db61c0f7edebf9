import type { Direction } from '../face/directionOf.ts'
import type { Sight, SightAdvice } from '../face/sight.ts'
import type { Phase, Press, Screen, View } from './screen.ts'
import { steady } from './steady.ts'

const noSight: Screen['onSight'] = () => undefined

/** While these last, what the camera sees is drawn. */
const watchingPhases: ReadonlySet<Phase> = new Set(['looking', 'enrolling', 'moving'])

const noChoice: Screen['onCamera'] = () => undefined

const first: View = {
  phase: 'starting',
  advice: null,
  towards: null,
  lenient: false,
  progress: 0,
  series: null,
  pictures: null,
  codes: null,
  cameras: [],
  camera: null,
  note: null,
  failure: null,
  guidance: null,
  movementSet: 'turns',
}

/** A screen that shows nothing yet. */
export function createScreen(): Screen {
  const listeners = new Set<(view: View) => void>()
  const steadyAdvice = steady<SightAdvice>()
  const steadyDirection = steady<Direction | null>()
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
      const now = performance.now()
      const advice = steadyAdvice(sight.advice, now)
      const towards = steadyDirection(sight.towards, now)
      if (advice !== screen.view.advice || towards !== screen.view.towards) screen.show({ advice, towards })
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
    chooseCamera: (id: string) => screen.onCamera(id),
    onCamera: noChoice,
    onSight: noSight,
  }
  return screen
}
