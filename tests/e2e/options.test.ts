import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { backends } from '../../extension/face/backend.ts'
import { openOwnPage } from './openOwnPage.ts'
import { refusalOn } from './sitePage.ts'
import { useStage } from './stage.ts'
import { watchLights } from './watchLights.ts'
import { storedIn } from './worker.ts'

describe('on the options page, a person', () => {
  const stage = useStage()

  test('chooses light or dark against her system, and every open page of ZAuth follows at once, and later ones', async () => {
    const options = await openOwnPage(stage.browser, 'options.html')
    const popup = await openOwnPage(stage.browser, 'popup.html')
    for (const page of [options, popup]) await page.emulateMedia({ colorScheme: 'light' })
    await popup.getByRole('main').waitFor()
    const light = await groundOf(popup)
    await options.getByRole('radio', { name: 'Dark' }).check()
    for (const page of [options, popup]) {
      await page.locator('html[data-theme=dark]').waitFor()
      expect(await groundOf(page)).not.toBe(light)
    }
    await popup.reload()
    await popup.locator('html[data-theme=dark]').waitFor()
    // Nothing opens for a page that she does not look at.
    await stage.page.bringToFront()
    const camera = await stage.openWindow('nobody')
    await camera.locator('html[data-theme=dark]').waitFor()
    expect(await groundOf(camera)).toBe(await groundOf(popup))
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await refusalOn(stage.page)
    await options.getByRole('radio', { name: /system/i }).check()
    await popup.locator('html:not([data-theme])').waitFor()
    expect(await groundOf(popup)).toBe(light)
    await popup.close()
    await options.close()
  })

  test('sees her camera’s picture, how large it is and how fast, and its light goes out when she has seen enough', async () => {
    const options = await openOwnPage(stage.browser, 'options.html')
    const lights = await watchLights(options)
    await options.getByRole('button', { name: 'Test the camera' }).press('Enter')
    const picture = options.getByLabel('Your camera’s picture')
    await options.getByText(/640 × 480.*\d/).waitFor()
    const now = (): Promise<number> => picture.evaluate((video) => (video as HTMLVideoElement).currentTime)
    const before = await now()
    await expect.poll(now).toBeGreaterThan(before)
    expect(await lights()).toEqual(['live'])
    await options.getByRole('button', { name: 'End the test' }).press('Enter')
    await picture.waitFor({ state: 'detached' })
    await expect.poll(lights).toEqual(['ended'])
    await options.close()
  })

  test('sees which backend recognises her, how long each takes, and has them measured anew', async () => {
    const options = await openOwnPage(stage.browser, 'options.html')
    await options.getByText('Nothing was measured yet.').waitFor()
    await options.getByRole('button', { name: 'Measure anew' }).click()
    await options.getByRole('status').filter({ hasText: 'Measured.' }).waitFor()
    const rows = await options.locator('tbody tr').allTextContents()
    expect(rows).toHaveLength(backends.length)
    const [used] = await options.locator('tr[data-used]').allTextContents()
    expect(used).toMatch(/in use.*Computes rightly.*\d ms$/)
    await options.close()
  })

  test('chooses one by the keyboard, and it is used at her next sign-in, though it is not the fastest', async () => {
    const options = await openOwnPage(stage.browser, 'options.html')
    await options.getByRole('radio', { name: /fastest/ }).focus()
    for (const way of ['WebGPU', 'WebAssembly', 'WebGL']) {
      await options.keyboard.press('ArrowDown')
      await expect.poll(() => options.getByRole('radio', { name: way }).isChecked()).toBe(true)
    }
    await options.getByRole('status').filter({ hasText: 'Saved.' }).waitFor()
    // What it says of the first may be what it still says of the last.
    await expect
      .poll(async () => (await storedIn(stage.browser, 'local'))['settings'])
      .toMatchObject({ backend: 'webgl' })
    await options.close()
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-backend=webgl]').waitFor()
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await refusalOn(stage.page)
  })
})

/** The colour behind everything on a page. */
function groundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor)
}
