import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { leaveWindows } from './worker.ts'

describe('a person without her face', () => {
  const stage = useStage()
  let codes: string[] = []

  /** The password step, and the camera window that opens closed again: it shows nothing that she can use. */
  async function arrive(): Promise<Page> {
    await stage.openWindow('nobody')
    await leaveWindows(stage.browser)
    return stage.page
  }

  /** By keyboard alone, as on a page that no pointer reaches. */
  async function type(page: Page, code: string): Promise<void> {
    const field = page.getByLabel('Recovery code', { exact: true })
    if (!(await field.isVisible())) {
      await page.locator('summary').focus()
      await page.keyboard.press('Enter')
    }
    await field.focus()
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }

  test('is given codes when she sets up her face', async () => {
    const camera = await stage.openCamera('ada')
    await camera.getByRole('button', { name: 'Use these' }).click()
    await camera.getByRole('button', { name: 'I have kept them' }).waitFor()
    codes = await camera.locator('.codes code').allTextContents()
    expect(codes).toHaveLength(10)
    await camera.getByRole('button', { name: 'I have kept them' }).click()
    expect(await claimsOn(stage.page)).toMatchObject({ amr: 'face mfa' })
    await signOut(stage.page)
  })

  test('signs in with one of them by keyboard, in light and in dark, and is told of a wrong one where she types', async () => {
    const page = await arrive()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await type(page, '0000-0000-0000')
      const mistake = page.getByRole('alert')
      await mistake.waitFor()
      expect(await mistake.textContent()).toContain('no code of this account')
      const field = page.getByLabel('Recovery code', { exact: true })
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    }
    await type(page, codes[0] ?? '')
    await page.getByRole('heading', { name: 'Your recovery code was accepted' }).waitFor()
    await page.getByRole('button', { name: /^Continue to/ }).press('Enter')
    expect(await claimsOn(page)).toMatchObject({ sub: 'ada', amr: 'otp mfa', acr: 'urn:zauth:acr:recovery' })
    await signOut(page)
  })

  test('sets up this device with one, and signs in with her face from then on', async () => {
    const page = await arrive()
    await type(page, codes[1] ?? '')
    await stage.world.webcam.show('ada')
    const link = page.getByRole('link', { name: 'Set up my face on this device' })
    const [camera] = await Promise.all([cameraWindow(stage.browser.context), link.press('Enter')])
    expect(await outcomeOfPhotograph(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(page)
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(page)).toMatchObject({ amr: 'face mfa' })
    await signOut(page)
  })

  test('goes on without setting up after all', async () => {
    const page = await arrive()
    await type(page, codes[2] ?? '')
    const link = page.getByRole('link', { name: 'Set up my face on this device' })
    await stage.world.webcam.show('nobody')
    const [camera] = await Promise.all([cameraWindow(stage.browser.context), link.press('Enter')])
    await camera.close()
    await page.getByRole('button', { name: 'Continue without it' }).click()
    expect(await claimsOn(page)).toMatchObject({ amr: 'otp mfa' })
  })
})
