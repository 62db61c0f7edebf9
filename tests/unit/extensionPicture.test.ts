import { describe, expect, test } from 'vitest'
import { watchPicture } from '../../extension/face/watchPicture.ts'

/** A picture of 640 × 480 pixels, each channel by place. */
function picture(value: (x: number, y: number) => number) {
  const data = new Uint8ClampedArray(4 * 640 * 480)
  for (let i = 0; i < data.length; i++) data[i] = value((i >> 2) % 640, Math.floor(i / 2560))
  return { width: 640, height: 480, data }
}

describe('a camera’s picture', () => {
  test('is black when the camera is covered, noise and all', () => {
    expect(
      watchPicture()(
        picture(() => 0),
        0,
      ),
    ).toBe('black')
    expect(
      watchPicture()(
        picture((x, y) => Math.abs(Math.sin(12.9898 * x + 78.233 * y) * 43_758) % 13),
        0,
      ),
    ).toBe('black')
  })

  test('of a dark room is not black: something is faintly seen', () => {
    expect(
      watchPicture()(
        picture((x) => (x > 240 && x < 400 ? 9 : 2)),
        0,
      ),
    ).toBeNull()
  })

  test('stands still when the very same comes for seconds, and no longer once it moves', () => {
    const watch = watchPicture()
    const scene = picture((x, y) => x + y)
    for (let now = 0; now <= 2_500; now += 100) expect(watch(scene, now)).toBeNull()
    expect(watch(scene, 2_600)).toBe('frozen')
    expect(
      watch(
        picture((x, y) => x + y + 1),
        2_700,
      ),
    ).toBeNull()
  })
})
