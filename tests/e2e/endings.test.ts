import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { agree, cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { endWorker } from './endWorker.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage, type Stage } from './stage.ts'
import { badgeOf, cameraWindows, storedIn } from './worker.ts'

async function openPopup({ browser }: Stage): Promise<Page> {
  const popup = await browser.context.newPage()
  await popup.goto(`chrome-extension://${browser.extensionId ?? ''}/popup.html`)
  return popup
}

describe('when the service worker is ended', () => {
  const stage = useStage()

  test('at every step of a sign-in that enrols, the sign-in goes on to its end', async () => {
    const camera = await stage.openWindow('ada')
    await camera.locator('body[data-state=consent]').waitFor()
    await endWorker(stage.browser)
    await agree(camera)
    await endWorker(stage.browser)
    await camera.locator('body[data-state=preview]').waitFor()
    await endWorker(stage.browser)
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    await endWorker(stage.browser)
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('while a sign-in waits behind the icon, it still does', async () => {
    const camera = await stage.openWindow('ada')
    await camera.close()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    await endWorker(stage.browser)
    const popup = await openPopup(stage)
    const again = cameraWindow(stage.browser.context)
    await popup.getByRole('button', { name: 'Sign in to Harbour Books as ada' }).click()
    expect(await outcomeOf(await again)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })
})

describe('when the browser crashes while a sign-in waits and another runs', () => {
  const stage = useStage()

  test('nothing of them is left: no number on the icon, nothing in the popup, and the next one starts', async () => {
    const camera = await stage.openWindow('ada')
    await camera.locator('body[data-state=consent]').waitFor()
    await stage.reopenBrowser('crash')
    expect(await badgeOf(stage.browser)).toBe('')
    expect(await waitingIn(stage)).toEqual([])
    const popup = await openPopup(stage)
    await popup.getByRole('heading', { name: 'No face is set up yet.' }).waitFor()
    await popup.close()
    // As a browser does that opens the windows of before again.
    const restored = await stage.browser.context.newPage()
    await restored.goto(`chrome-extension://${stage.browser.extensionId ?? ''}/camera.html?ticket=${'A'.repeat(43)}`)
    await restored.locator('body[data-error=interaction_unknown]').waitFor()
    await restored.close()
    await stage.openCamera('nobody')
    expect(cameraWindows(stage.browser)).toHaveLength(1)
  })
})

/** The tickets of the sign-ins that are not over, as the worker has noted them. */
async function waitingIn({ browser }: Stage): Promise<string[]> {
  const { pending = [] } = (await storedIn(browser, 'session')) as {
    pending?: { state: string; offer: { ticket: string } }[]
  }
  return pending.filter(({ state }) => state !== 'settled').map(({ offer }) => offer.ticket)
}
