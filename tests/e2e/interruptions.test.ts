import { describe, expect, test } from 'vitest'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { openOwnPage } from './openOwnPage.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'

describe('without the extension', () => {
  const extensionUrl = 'https://example.com/get-zauth'
  const stage = useStage({ extension: false, verifier: { extensionUrl } })

  test('an answer to the website that belongs to another sign-in is refused, and leaves hers as it is', async () => {
    await passwordStep(stage.page, stage.world)
    const strange = await stage.page.request.get(`${stage.world.site.url}/callback?code=theirs&state=theirs`)
    expect(strange.status()).toBe(400)
    expect(await strange.text()).toContain('This answer does not belong to your sign-in.')
    await stage.page.getByRole('button', { name: /cancel|back/i }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('the verifier’s page says who asks, for whom, and how to get it, and leads back to the website', async () => {
    await passwordStep(stage.page, stage.world)
    const page = stage.page.getByRole('main')
    await page.getByText('Harbour Books').first().waitFor()
    await page.getByText('ada').first().waitFor()
    await stage.page.locator(`a[href="${extensionUrl}"]`).waitFor()
    await stage.page.getByRole('button', { name: /cancel|back/i }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})

describe('when the browser ends in the middle', () => {
  const stage = useStage()

  test('of an enrolment, by a crash, the account is not locked: the person can enrol anew', async () => {
    const camera = await stage.openCamera('ada')
    await camera.locator('body[data-state=enrolling], body[data-state=matching]').waitFor()
    await stage.reopenBrowser('crash')
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
  })

  test('of a later sign-in, because the person closes it, the next one goes through', async () => {
    const camera = await stage.openCamera('nobody')
    await camera.locator('body[data-state=looking]').waitFor()
    await stage.reopenBrowser('close')
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('or only the camera window is closed, her sign-in waits behind the extension’s icon, and goes on from there', async () => {
    const camera = await stage.openWindow('nobody')
    await camera.close()
    await stage.page.getByRole('status').filter({ hasText: 'Do you see no camera window?' }).waitFor()
    await stage.world.webcam.show('ada')
    const popup = await openOwnPage(stage.browser, 'popup.html')
    const again = cameraWindow(stage.browser.context)
    await popup.getByRole('button', { name: 'Sign in to Harbour Books as ada' }).click()
    expect(await outcomeOf(await again)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })
})

describe('when a sign-in has taken too long', () => {
  const stage = useStage({ verifier: { limits: { interactionSeconds: 6 } } })

  test('the verifier’s page and the camera window say that it has expired, and the website can start another', async () => {
    const camera = await stage.openCamera('nobody')
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'interaction_expired' })
    await stage.page.getByRole('heading', { name: 'This sign-in has expired' }).waitFor()
    expect(await stage.page.getByRole('heading', { name: 'Set up your face' }).count()).toBe(0)
    await camera.getByRole('button', { name: 'Close' }).click()
    // Looked at as soon as it is there: this one expires, too.
    await stage.openWindow('nobody')
    expect(await stage.page.getByText(/expired/i).count()).toBe(0)
  })
})

describe('when a challenge has expired before the face was there', () => {
  const stage = useStage({ verifier: { limits: { challengeSeconds: 8 } } })

  test('the window says so, and another try gets another challenge', async () => {
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
    const camera = await stage.openCamera('ada-late')
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'challenge_expired' })
    await stage.world.webcam.show('ada')
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.locator('body[data-state=looking]').waitFor()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })
})

describe('before a verifier is allowed', () => {
  const stage = useStage({ granted: false })

  test('its page leads to the icon, and the camera opens once the person has allowed it', async () => {
    await passwordStep(stage.page, stage.world)
    await stage.page.getByText(/icon/i).first().waitFor()
    const camera = cameraWindow(stage.browser.context)
    await stage.world.webcam.show('ada')
    await stage.browser.grant(stage.world.verifier.issuer)
    expect(await outcomeOfPhotograph(await camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })
})
