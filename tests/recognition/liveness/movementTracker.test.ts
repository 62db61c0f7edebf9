import { describe, expect, it } from 'vitest'
import { createMovementTracker } from '../../../shared/recognition/liveness/createMovementTracker.ts'
import { headSeen, pictureSeen, type Stance } from './landmarksOf.ts'

const ada = new Float32Array(64).map((_, i) => (i === 0 ? 1 : 0))

/** Does what is asked, at ten frames a second, until it is over. */
function perform(seen: (stance: Stance) => Float32Array): string {
  const tracker = createMovementTracker(['left', 'right', 'left', 'up'], { random: () => 0.5 })
  let turn = 0
  let rise = 0
  for (let time = 0; time < 60_000; time += 100) {
    const landmarks = seen({ turn, rise, x: 320 + 0.01 * (time % 977) })
    const { state, wanted, failure } = tracker.see({ time, landmarks, embedding: ada })
    if (state === 'done') return 'done'
    if (failure) return failure
    const towards = (goal: number, now: number): number =>
      now + Math.sign(goal - now) * Math.min(6, Math.abs(goal - now))
    const asked = state === 'move' ? wanted : null
    turn = towards(asked === 'left' ? 36 : asked === 'right' ? -36 : 0, turn)
    rise = towards(asked === 'up' ? 24 : 0, rise)
  }
  return 'still going'
}

describe('a sequence of movements', () => {
  it('is done by a head that does what is asked', () => {
    expect(perform(headSeen)).toBe('done')
  })
  it('is not done by a picture that is tilted as is asked', () => {
    expect(perform(pictureSeen)).not.toBe('done')
  })
})
