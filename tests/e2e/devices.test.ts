import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { compactVerify, createLocalJWKSet } from 'jose'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../tools/browser.ts'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { openBrowser, type Browser } from '../../tools/openBrowser.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { openOwnPage } from './openOwnPage.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'

describe('a person with two devices', () => {
  const stage = useStage({ verifier: { liveness: 'off' } })
  let second: Browser
  let profile: string
  let options: Page

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'zauth-second-'))
    const executablePath = (await findBrowser()) ?? ''
    const { extensionDir: extension, webcam, verifier } = stage.world
    second = await openBrowser({ executablePath, headless: true, extension, webcam: webcam.path, profile })
    await second.grant(verifier.issuer)
  })
  afterAll(async () => {
    await second.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  })

  /** Presses a button that asks for the face, and confirms; the camera window does the rest. */
  async function confirm(name: RegExp, label: string): Promise<void> {
    await options.getByRole('button', { name }).click()
    await options.getByRole('dialog').getByRole('button', { name: label }).click()
  }

  /** What breaks WCAG 2.2 AA on the page as it is now, light and dark, and whether it scrolls sideways in a narrow window. */
  async function faults(): Promise<string[]> {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await options.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page: options }).analyze()
      found.push(...violations.map(({ id }) => `${id}, ${colorScheme}`))
    }
    await options.setViewportSize({ width: 320, height: 800 })
    if (await options.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push('sideways')
    await options.setViewportSize({ width: 1200, height: 900 })
    return found
  }

  const rows = () => options.getByRole('list', { name: 'Devices' }).getByRole('listitem')

  test('adds the second by a short code of the first, which her face has made', async () => {
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
    options = await openOwnPage(stage.browser, 'options.html')
    const [camera] = await Promise.all([cameraWindow(stage.browser.context), confirm(/^Add a device/, 'Show my face')])
    await camera.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    const code = (await options.locator('.short-code').textContent()) ?? ''
    expect(code).toMatch(/^\w{4}-\w{4}$/)
    expect(await faults()).toEqual([])
    await options.getByRole('button', { name: 'Close' }).click()

    const page = second.context.pages()[0] ?? (await second.context.newPage())
    // Its camera window knows no face for this account, and says so; the page still takes the code.
    const [unknown] = await Promise.all([cameraWindow(second.context), passwordStep(page, stage.world)])
    expect(await outcomeOf(unknown)).toEqual({ state: 'failed', error: 'account_unknown' })
    await unknown.close()
    await page.locator('summary').click()
    await page.getByLabel('Recovery code', { exact: true }).fill(code)
    const [enrolling] = await Promise.all([
      cameraWindow(second.context),
      page.getByRole('button', { name: 'Use this code' }).click(),
    ])
    expect(await outcomeOfPhotograph(enrolling)).toMatchObject({ state: 'done' })
    expect(await claimsOn(page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(page)
  })

  test('sees both, names hers by keyboard, and revokes the other: it opens nothing any more', async () => {
    await options.reload()
    await rows().nth(1).waitFor()
    expect(await rows().count()).toBe(2)
    expect(await faults()).toEqual([])
    await rows().filter({ hasText: 'this device' }).getByRole('button', { name: 'Rename' }).press('Enter')
    await options.getByRole('textbox', { name: 'Name' }).fill('Kitchen table')
    await options.keyboard.press('Enter')
    await rows().filter({ hasText: 'Kitchen table' }).getByText('this device').waitFor()

    await confirm(/^Revoke/, 'Revoke')
    await options.getByText('The device was revoked.').waitFor()
    await expect.poll(() => rows().count()).toBe(1)

    const page = second.context.pages()[0]
    if (!page) throw new Error('The second browser has no tab')
    const [camera] = await Promise.all([cameraWindow(second.context), passwordStep(page, stage.world)])
    expect(await outcomeOf(camera)).toMatchObject({ state: 'failed', error: 'device_unknown' })
    await camera.close()
    await stage.page.bringToFront()
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
  })

  test('changes nothing when somebody else sits before the camera, or when she closes its window', async () => {
    await options.bringToFront()
    await options.reload()
    await stage.world.webcam.show('grace')
    await confirm(/^Delete account/, 'Delete account')
    await options.getByText('Your face was not confirmed, so nothing was changed.').waitFor()
    await stage.world.webcam.show('nobody')
    const [camera] = await Promise.all([
      cameraWindow(stage.browser.context),
      confirm(/^New recovery codes/, 'Show my face'),
    ])
    await options.getByText('Look into the camera window to confirm.').waitFor()
    await camera.close()
    await options.getByText('Your face was not confirmed, so nothing was changed.').waitFor()
    expect(await rows().count()).toBe(1)
  })

  test('deletes her account, and keeps the verifier’s signed statement of it', async () => {
    await stage.world.webcam.show('ada')
    await confirm(/^Delete account/, 'Delete account')
    const dialog = options.getByRole('dialog', { name: 'The account was deleted' })
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save the statement' }).click(),
    ])
    const { statement, keys } = JSON.parse(await readFile(await download.path(), 'utf8')) as {
      statement: string
      keys: Parameters<typeof createLocalJWKSet>[0]
    }
    const { payload } = await compactVerify(statement, createLocalJWKSet(keys))
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ account: 'ada', recoveryCodes: 10 })
    await dialog.getByRole('button', { name: 'Close' }).click()
    await options.getByText('No face is set up yet').waitFor()
  })
})
