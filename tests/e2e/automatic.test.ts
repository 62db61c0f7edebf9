import type { Page } from 'playwright'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { openOwnPage } from './openOwnPage.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { lightsOf, record } from './watchLights.ts'
import { badgeOf, cameraWindows, chooseSettings, forgetPause, leaveWindows } from './worker.ts'

const ready = 'The ZAuth extension is ready'

/** Everything that a camera window says of itself until it closes. */
async function statesOf(camera: Page): Promise<readonly string[]> {
  const states: string[] = []
  await camera.exposeFunction('note', (state: string) => void states.push(state))
  await camera.evaluate(() => {
    const { note: tell } = globalThis as unknown as { note: (state: string) => void }
    const note = (): void => {
      tell(document.body.dataset['state'] ?? '')
    }
    new MutationObserver(note).observe(document.body, { attributes: true, attributeFilter: ['data-state'] })
    note()
  })
  return states
}

describe('on a verifier that a person has allowed', () => {
  const stage = useStage()

  beforeAll(async () => {
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
  })
  afterEach(() => leaveWindows(stage.browser))

  test('the camera window opens by itself, asks nothing, closes itself, and the page goes on', async () => {
    // Late enough for who wants to see all of it.
    const camera = await stage.openWindow('ada-late')
    const states = await statesOf(camera)
    await camera.waitForEvent('close')
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    expect(states).toContain('done')
    expect(states.filter((state) => ['consent', 'preview', 'renewal', 'codes', 'failed'].includes(state))).toEqual([])
    await signOut(stage.page)
  })

  test('it opens once: not when its page is loaded again, and not for another sign-in after she has closed it', async () => {
    const opened: Page[] = []
    stage.browser.context.on('page', (page) => void opened.push(page))
    const camera = await stage.openWindow('nobody')
    await stage.page.reload()
    await stage.page.getByText(ready).waitFor()
    expect(cameraWindows(stage.browser)).toEqual([camera])
    await camera.close()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    await passwordStep(stage.page, stage.world)
    await stage.page.getByText(ready).waitFor()
    await stage.page.reload()
    await stage.page.getByText(ready).waitFor()
    expect(await badgeOf(stage.browser)).toBe('1')
    expect(opened).toEqual([camera])
  })

  test('not for a page in the background, but when she turns to it', async () => {
    const front = await stage.browser.context.newPage()
    await front.goto(stage.world.site.url)
    await stage.world.webcam.show('ada')
    await passwordStep(stage.page, stage.world)
    await stage.page.getByText(ready).waitFor()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    expect(cameraWindows(stage.browser)).toEqual([])
    const opening = cameraWindow(stage.browser.context)
    await stage.page.bringToFront()
    expect(await outcomeOf(await opening)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
    await front.close()
  })

  test('not where she wants to be asked first: it waits behind the icon', async () => {
    await chooseSettings(stage.browser, { automatic: 'ask' })
    await stage.world.webcam.show('ada')
    await passwordStep(stage.page, stage.world)
    await stage.page.getByText(ready).waitFor()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    expect(cameraWindows(stage.browser)).toEqual([])
    const popup = await openOwnPage(stage.browser, 'popup.html')
    const opening = cameraWindow(stage.browser.context)
    await popup.getByRole('button', { name: 'Sign in to Harbour Books as ada' }).click()
    expect(await outcomeOf(await opening)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
    await chooseSettings(stage.browser, { automatic: 'granted' })
  })

  test('the camera is asked for once, before the window is ready for it, and its light goes out when her keys do not open', async () => {
    await stage.browser.context.addInitScript(record)
    const camera = await stage.openWindow('nobody')
    await camera.locator('body[data-state=looking]').waitFor()
    await expect.poll(() => lightsOf(camera)).toEqual(['live'])
    await camera.getByRole('button', { name: 'Cancel' }).click()
    await refusalOn(stage.page)
    const popup = await openOwnPage(stage.browser, 'popup.html')
    await popup.evaluate(spoilKeys)
    await popup.close()
    await forgetPause(stage.browser)
    const again = await stage.openWindow('ada')
    await again.locator('body[data-error=storage_damaged]').waitFor()
    // Nobody but who wakes it asks for a camera before the keys are open.
    await expect.poll(() => lightsOf(again)).toEqual(['ended'])
    expect(await again.locator('video').evaluate((video: HTMLVideoElement) => video.srcObject)).toBeNull()
  })
})

/** In a page of the extension: changes one bit of the keys of every device. */
function spoilKeys(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('zauth')
    opening.onerror = () => reject(new Error('The store of keys does not open'))
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('keys', 'readwrite')
      const walking = transaction.objectStore('keys').openCursor()
      walking.onsuccess = () => {
        const cursor = walking.result
        if (!cursor) return
        const keys = cursor.value as { sealed: Uint8Array }
        keys.sealed[100] = (keys.sealed[100] ?? 0) ^ 1
        cursor.update(keys)
        cursor.continue()
      }
      transaction.oncomplete = () => {
        opening.result.close()
        resolve()
      }
    }
  })
}
