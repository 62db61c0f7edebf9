import type { Page, Route } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { outcomeAfter, outcomeOf } from '../../tools/cameraWindow.ts'
import type { Browser } from '../../tools/openBrowser.ts'
import { packagedHead } from '../../tools/puppet/packagedHead.ts'
import type { Surface } from '../../tools/puppet/surface.ts'
import { openOwnPage } from './openOwnPage.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { useTheatre } from './theatre.ts'
import { storedIn } from './worker.ts'

/** Heads made of photographs are before the camera, so that it can be somebody else's, or far away, from one moment to the next. */
describe('a sign-in at which the face is not seen as it was enrolled', () => {
  const theatre = useTheatre()
  const stage = useStage({ webcam: theatre.path })

  let ada: Surface
  let elsewhere: Surface
  let grace: Surface

  beforeAll(async () => {
    ;[ada, elsewhere, grace] = await Promise.all([
      packagedHead('ada'),
      packagedHead('ada-elsewhere'),
      packagedHead('grace'),
    ])
    theatre.puppet.show(ada)
    expect(await stage.signIn('nobody')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
  })

  /** Somebody else is there at first; Ada comes while the verifier looks at what was made of that face. */
  async function recognisedLate(): Promise<Page> {
    theatre.puppet.show(grace)
    const comeAda = async (route: Route): Promise<void> => {
      theatre.puppet.show(ada)
      await theatre.puppet.arrived()
      await route.continue()
    }
    await stage.browser.context.route('**/probe', comeAda, { times: 1 })
    const camera = await stage.openCamera('nobody')
    await camera.getByRole('status').filter({ hasText: 'Not recognised yet' }).waitFor()
    await camera.locator('body[data-state=renewal]').waitFor()
    // She is signed in already.
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    return camera
  }

  test('too far from the camera, she hears it, and is recognised where she is when she does not come closer', async () => {
    theatre.puppet.show(ada)
    theatre.puppet.stand({ distance: 9.6 })
    await theatre.puppet.arrived()
    const camera = await stage.openCamera('nobody')
    await camera.getByRole('status').filter({ hasText: 'Come a little closer' }).waitFor()
    const [, outcome] = await Promise.all([said(camera, 'It is tried as it is.'), outcomeOf(camera)])
    expect(outcome).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
    theatre.puppet.stand({})
  })

  test('after more than one try, she may have her face taken anew; if she does not want it, all stays', async () => {
    const before = await devicesOf(stage.browser)
    const camera = await recognisedLate()
    await camera.getByText('Shall your face be taken anew').waitFor()
    expect(await outcomeAfter(camera, 'Not now')).toMatchObject({ state: 'done' })
    expect(await devicesOf(stage.browser)).toEqual(before)
    await signOut(stage.page)
  })

  test('if she wants it, it is, and she is not asked there which movements she can make: they stay', async () => {
    const before = await devicesOf(stage.browser)
    const camera = await recognisedLate()
    await camera.getByRole('button', { name: 'Take it anew' }).click()
    await camera.locator('body[data-state=enrolling]').waitFor()
    expect(await camera.getByLabel('I cannot turn my head').count()).toBe(0)
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    const after = await devicesOf(stage.browser)
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
    await signOut(stage.page)
    // At once, this time.
    const again = await stage.openCamera('nobody')
    expect(await outcomeOf(again)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('when she looks different and asks for it in the popup, it is, in the place of the old one', async () => {
    const [before] = await devicesOf(stage.browser)
    const popup = await openOwnPage(stage.browser, 'popup.html')
    await popup.getByRole('listitem').getByText('Harbour Books').click()
    await popup.getByRole('checkbox', { name: 'Take my face anew' }).check()
    await popup.close()

    theatre.puppet.show(elsewhere)
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-state=preview]').waitFor()
    // She is signed in already.
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    const devices = await devicesOf(stage.browser)
    expect(devices).toHaveLength(1)
    expect(devices[0]).not.toBe(before)
    await signOut(stage.page)

    expect(await stage.signIn('nobody')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
    expect(await devicesOf(stage.browser)).toEqual(devices)
  })

  test('who would rather use a recovery code is one press away from where it is typed', async () => {
    theatre.puppet.show(null)
    const camera = await stage.openCamera('nobody')
    await Promise.all([
      camera.waitForEvent('close'),
      camera.getByRole('button', { name: 'Use a recovery code instead' }).click(),
    ])
    await expect.poll(() => stage.page.evaluate(() => document.visibilityState)).toBe('visible')
    await stage.page.locator('summary').click()
    await stage.page.getByLabel('Recovery code', { exact: true }).fill('not one of hers')
    await stage.page.getByRole('button', { name: /cancel|back/i }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})

/** Resolves when a window says something below its instruction, however shortly. */
async function said(camera: Page, sentence: string): Promise<void> {
  await camera.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (document.querySelector('.hint')?.textContent === wanted) resolve()
        }
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
        look()
      }),
    sentence,
  )
}

async function devicesOf(browser: Browser): Promise<string[]> {
  const stored = (await storedIn(browser, 'local')) as Record<string, { device?: string }>
  return Object.entries(stored).flatMap(([key, { device }]) => (key.startsWith('account:') && device ? [device] : []))
}
