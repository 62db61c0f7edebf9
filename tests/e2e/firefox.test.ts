import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { cameraPage } from '../../tools/firefox/cameraPage.ts'
import { useFirefoxStage } from './firefoxStage.ts'

/**
 * A real Firefox with the extension that is built for it. Two things are not as a person has them: what she is asked (for the host,
 * for the camera) is answered by settings of Firefox, and its fake camera, which shows no face, gets the pictures of the fake
 * webcam of the other tests (`tools/firefox/fakeCamera.ts`).
 */
describe('in Firefox, a person', () => {
  const stage = useFirefoxStage()

  test('is asked before the camera is used, enrols, and returns to the website signed in by an id_token that says so', async () => {
    const began = Math.floor(Date.now() / 1000)
    const camera = await stage.openWindow('ada')
    await camera.waitForSelector('body[data-state=consent]')
    expect(await camera.$$eval('video', (videos) => videos.filter(({ srcObject }) => srcObject).length)).toBe(0)
    await expect.poll(() => camera.evaluate(() => document.hasFocus())).toBe(true)
    // Those on photographs cannot: no turn is waited for then.
    await camera.locator('::-p-xpath(//label[starts-with(normalize-space(), "I cannot turn my head")])').click()
    expect(await outcomeOf(cameraPage(camera))).toMatchObject({ state: 'done' })
    const claims = await stage.claims()
    expect(claims).toMatchObject({
      sub: 'ada',
      amr: 'face mfa',
      acr: 'urn:zauth:acr:face',
      iss: stage.world.verifier.issuer,
      aud: 'example-site',
    })
    expect(Number(claims['auth_time'])).toBeGreaterThanOrEqual(began)
    await stage.signOut()
  })

  test('gets in again as another photograph shows her', async () => {
    expect(await stage.signIn('ada-elsewhere')).toMatchObject({ state: 'done' })
    expect(await stage.claims()).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await stage.signOut()
  })

  test('finds her account behind the extension’s icon, and how her face is recognised among the options', async () => {
    const popup = await stage.firefox.openOwnPage('popup.html')
    await popup.waitForSelector('::-p-text(Harbour Books)')
    await popup.close()
    const options = await stage.firefox.openOwnPage('options.html')
    await options.waitForSelector('::-p-text(WebAssembly)')
    await options.close()
  })

  test('with whose password somebody else comes is not signed in, and the website gets an error and no code', async () => {
    const camera = await stage.openWindow('grace')
    expect(await outcomeOf(cameraPage(camera))).toEqual({ state: 'failed', error: 'not_recognised' })
    await cameraPage(camera).getByRole('button', { name: 'Close' }).click()
    const { error, url } = await stage.refusal()
    expect(error).toBe('access_denied')
    expect(url.searchParams.has('code')).toBe(false)
  })

  test('meets no page of the extension that has an error to tell of', async () => {
    expect(stage.firefox.complaints).toEqual([])
    const page = await stage.firefox.openOwnPage('popup.html')
    await page.evaluate(() => {
      console.error('said')
      setTimeout(() => {
        throw new Error('thrown')
      })
    })
    // Both are heard where they come.
    await expect
      .poll(() => stage.firefox.complaints.toSorted())
      .toEqual([expect.stringContaining('thrown'), expect.stringContaining('said')])
  })
})
