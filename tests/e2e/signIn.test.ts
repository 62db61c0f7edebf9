import { describe, expect, test } from 'vitest'
import { openOwnPage } from './openOwnPage.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'

describe.each(['device', 'server'] as const)('with training on the %s, a person', (training) => {
  // Those on photographs do not turn their heads; once, the window has to find out.
  const stage = useStage({ verifier: { training }, turns: training === 'device' })

  test('enrols her face at her first sign-in and returns to the website, signed in by an id_token that says so', async () => {
    const began = Math.floor(Date.now() / 1000)
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    const claims = await claimsOn(stage.page)
    expect(claims).toMatchObject({
      sub: 'ada',
      amr: 'face mfa',
      acr: 'urn:zauth:acr:face',
      iss: stage.world.verifier.issuer,
      aud: 'example-site',
    })
    expect(Number(claims['auth_time'])).toBeGreaterThanOrEqual(began)
    await signOut(stage.page)
  })

  test('who comes after her is told what leaves the device, before the camera is used, and may decline', async () => {
    const camera = await stage.openWindow('grace', 'grace')
    await camera.locator('body[data-state=consent]').waitFor()
    const told = await camera.getByRole('definition').allTextContents()
    expect(told.join(' ')).toContain(
      training === 'device' ? 'data encrypted with a key that only you have' : 'gets them unencrypted',
    )
    expect(
      await camera.locator('video').evaluateAll((videos: HTMLVideoElement[]) => videos.some((v) => v.srcObject)),
    ).toBe(false)
    await camera.getByRole('button', { name: 'Cancel' }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('gets in again as another photograph shows her', async () => {
    expect(await stage.signIn('ada-elsewhere')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
  })

  test('whose password somebody else knows is not signed in by her: the website gets an error and no code', async () => {
    const camera = await stage.openCamera('grace')
    await camera.locator('body[data-error=not_recognised]').waitFor()
    await camera.getByRole('button', { name: 'Close' }).click()
    const refusal = await refusalOn(stage.page)
    expect(refusal.error).toBe('access_denied')
    expect(refusal.url.searchParams.has('code')).toBe(false)
  })

  // Who trains makes no difference from here on.
  if (training === 'server') return

  test('finds her account behind the extension’s icon, and when she used it', async () => {
    const popup = await openOwnPage(stage.browser, 'popup.html')
    const accounts = popup.getByRole('listitem')
    await accounts.first().waitFor()
    expect(await accounts.count()).toBe(1)
    // Today, unless it has become midnight since.
    for (const said of [/Harbour Books/, /ada/, /Used (today at|yesterday)/]) await accounts.getByText(said).waitFor()
    await accounts.getByText('Harbour Books').click()
    await accounts.getByText(new URL(stage.world.verifier.issuer).host).first().waitFor()
    await popup.close()
  })

  test('loses nothing when the verifier starts anew', async () => {
    await stage.world.restartVerifier()
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })
})
