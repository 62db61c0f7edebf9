import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { says } from './says.ts'
import { refusalOn } from './sitePage.ts'
import { useStage } from './stage.ts'

const sizes = [
  { width: 240, height: 380 },
  { width: 320, height: 400 },
  { width: 320, height: 480 },
  { width: 480, height: 760 },
] as const

describe('without a camera', () => {
  const stage = useStage({ fakeCamera: false })

  test('the window says so, takes another try once there may be one, and leads back to the website', async () => {
    const camera = await stage.openCamera('nobody')
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_missing' })
    await says(camera, 'No camera was found.', 'Connect a camera, then try again.')
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body:not([data-state=failed])').waitFor()
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_missing' })
    await camera.getByRole('button', { name: 'Cancel' }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('in a small window, or one at 200 %, the instruction, the hint below it and every button are in sight, and the focus is never lost', async () => {
    const camera = await stage.openWindow('nobody')
    await camera.locator('body[data-state=consent]').waitFor()
    expect(await focused(camera)).toContain('Set up your face')
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'camera_missing' })
    for (const size of sizes) {
      await camera.setViewportSize(size)
      for (const seen of [
        camera.getByRole('status'),
        camera.getByText('Connect a camera, then try again.'),
        ...(await camera.getByRole('button').all()),
      ]) {
        const box = await seen.boundingBox()
        expect(box?.y, JSON.stringify(size)).toBeGreaterThanOrEqual(0)
        expect((box?.y ?? 0) + (box?.height ?? 0), JSON.stringify(size)).toBeLessThanOrEqual(size.height)
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size.width)
      }
    }
    expect(await focused(camera)).toBe('Try again')
    // It looks for a camera for a moment only.
    await camera.evaluate(() => {
      const { dataset } = document.body
      document.addEventListener('focusin', ({ target }) => (dataset['went'] = (target as Element).textContent))
    })
    await camera.keyboard.press('Enter')
    await camera.locator('body[data-went^="Starting the camera"]').waitFor()
    await camera.locator('body[data-state=failed]').waitFor()
    await camera.keyboard.down('Escape')
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})

async function focused(camera: Awaited<ReturnType<ReturnType<typeof useStage>['openWindow']>>): Promise<string> {
  return await camera.evaluate(async () => {
    // What takes the focus does so with the next picture that is painted.
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)
    await new Promise((resolve) => setTimeout(resolve))
    return document.activeElement === document.body ? 'nothing' : (document.activeElement?.textContent ?? '')
  })
}
