import { describe, expect, test } from 'vitest'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { endWorker } from './endWorker.ts'
import { openOwnPage } from './openOwnPage.ts'
import { agreeAsPhotograph } from './photograph.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage, type Stage } from './stage.ts'
import { badgeOf, cameraWindows, storedIn } from './worker.ts'

describe('a sign-in in whose middle something ends', () => {
  const stage = useStage()

  test('leaves nothing when the browser crashes: no number on the icon, nothing in the popup, and the next one starts', async () => {
    const camera = await stage.openWindow('ada')
    await camera.locator('body[data-state=consent]').waitFor()
    await stage.reopenBrowser('crash')
    expect(await badgeOf(stage.browser)).toBe('')
    expect(await waitingIn(stage)).toEqual([])
    const popup = await openOwnPage(stage.browser, 'popup.html')
    await popup.getByRole('heading', { name: 'No face is set up yet.' }).waitFor()
    await popup.close()
    // As a browser does that opens the windows of before again.
    const restored = await openOwnPage(stage.browser, `camera.html?ticket=${'A'.repeat(43)}`)
    await restored.locator('body[data-error=interaction_unknown]').waitFor()
    await restored.close()
    const next = await stage.openCamera('nobody')
    expect(cameraWindows(stage.browser)).toHaveLength(1)
    await next.getByRole('button', { name: 'Cancel' }).click()
    await refusalOn(stage.page)
  })

  test('that enrols goes on to its end when the service worker is ended at every step', async () => {
    const camera = await stage.openWindow('ada')
    await camera.locator('body[data-state=consent]').waitFor()
    await endWorker(stage.browser)
    await agreeAsPhotograph(camera)
    await endWorker(stage.browser)
    await camera.locator('body[data-state=preview]').waitFor()
    await endWorker(stage.browser)
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    await endWorker(stage.browser)
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('that waits behind the icon still does when the service worker is ended', async () => {
    const camera = await stage.openWindow('ada')
    await camera.close()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    await endWorker(stage.browser)
    const popup = await openOwnPage(stage.browser, 'popup.html')
    const again = cameraWindow(stage.browser.context)
    await popup.getByRole('button', { name: 'Sign in to Harbour Books as ada' }).click()
    expect(await outcomeOf(await again)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })
})

/** The tickets of the sign-ins that are not over, as the worker has noted them. */
async function waitingIn({ browser }: Stage): Promise<string[]> {
  const { pending = [] } = (await storedIn(browser, 'session')) as {
    pending?: { state: string; offer: { ticket: string } }[]
  }
  return pending.filter(({ state }) => state !== 'settled').map(({ offer }) => offer.ticket)
}
