import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { findBrowser } from '../../tools/browser.ts'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { openBrowser, type Browser } from '../../tools/openBrowser.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { openOwnPage } from './openOwnPage.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage } from './stage.ts'
import { storedIn } from './worker.ts'

const passphrase = 'correct horse battery'

const openOptions = (browser: Browser): Promise<Page> => openOwnPage(browser, 'options.html')

describe('an enrolled person', () => {
  const stage = useStage()

  test('loses nothing when the browser crashes between the verifier’s yes and its own record', async () => {
    const taken = new Promise<void>((resolve) => {
      void stage.browser.context.route('**/token', async (route) => {
        // The verifier has taken the device, and the browser never hears of it.
        await route.fetch()
        resolve()
      })
    })
    const camera = await stage.openCamera('ada')
    await camera.getByRole('button', { name: 'Use these' }).click()
    await taken
    await stage.reopenBrowser('crash')
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
    // What she agreed to is written down, with its time and the version of its text.
    const consents = Object.values(await storedIn(stage.browser, 'local')).flatMap((one) =>
      one !== null && typeof one === 'object' && 'consent' in one ? [one.consent] : [],
    )
    expect(consents).toContainEqual({
      time: expect.any(Number) as number,
      version: expect.stringMatching(/^[\w-]{16}$/) as string,
    })
  })

  test('brings her accounts into another browser by a backup, and signs in there', async () => {
    const options = await openOptions(stage.browser)
    const making = options.locator('form', { has: options.getByRole('heading', { name: 'Make a backup' }) })
    await making.getByLabel('Passphrase of the backup').fill(passphrase)
    await making.getByLabel('The same once more').fill(passphrase)
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      making.getByRole('button', { name: 'Make a backup' }).click(),
    ])
    const folder = await mkdtemp(join(tmpdir(), 'zauth-restore-'))
    const file = join(folder, 'backup.age')
    await download.saveAs(file)
    await options.close()

    const { world } = stage
    const other = await openBrowser({
      executablePath: (await findBrowser()) ?? '',
      headless: true,
      extension: world.extensionDir,
      webcam: world.webcam.path,
    })
    try {
      await other.grant(world.verifier.issuer)
      const theirs = await openOptions(other)
      const restoring = theirs.locator('form', { has: theirs.getByRole('heading', { name: 'Restore a backup' }) })
      await restoring.getByLabel('Backup file').setInputFiles(file)
      await restoring.getByLabel('Passphrase of the backup').fill(passphrase)
      await restoring.getByRole('button', { name: 'Restore a backup' }).click()
      await restoring.getByRole('status').filter({ hasText: 'Accounts added: 1.' }).waitFor()
      await theirs.close()

      await world.webcam.show('ada')
      const [page] = other.context.pages()
      if (!page) throw new Error('The browser has no tab')
      const [camera] = await Promise.all([cameraWindow(other.context), passwordStep(page, world)])
      expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
      expect(await claimsOn(page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    } finally {
      await other.close()
      await rm(folder, { recursive: true })
    }
  })

  test('is asked for her passphrase by the camera window, and then signed in', async () => {
    const options = await openOptions(stage.browser)
    await options.getByRole('button', { name: 'Set a passphrase' }).click()
    await options.getByLabel('New passphrase').fill(passphrase)
    await options.locator('#lock').getByLabel('The same once more').fill(passphrase)
    await options.getByRole('button', { name: 'Save' }).click()
    await options.getByRole('button', { name: 'Lock now' }).click()
    await options.getByRole('heading', { name: 'ZAuth is locked' }).waitFor()
    await options.close()
    const camera = await stage.openWindow('ada')
    await camera.getByLabel('Passphrase').fill('a wrong passphrase')
    await camera.getByRole('button', { name: 'Unlock' }).click()
    await camera.getByRole('alert').filter({ hasText: 'This is not the passphrase.' }).waitFor()
    await camera.getByLabel('Passphrase').fill(passphrase)
    await camera.getByRole('button', { name: 'Unlock' }).click()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
  })

  test('is asked again, over the window as it stands, when the keys were locked while it was open', async () => {
    const camera = await stage.openWindow('tiny')
    await camera.locator('body[data-error=camera_tiny]').waitFor()
    const popup = await openOwnPage(stage.browser, 'popup.html')
    const lock = popup.getByRole('button', { name: 'Lock' })
    await lock.click()
    await lock.waitFor({ state: 'detached' })
    await popup.close()
    await stage.world.webcam.show('ada')
    await camera.getByRole('button', { name: 'Try again' }).click()
    const asking = camera.getByRole('dialog', { name: 'ZAuth is locked' })
    await asking.waitFor()
    const hasFocus = () => asking.evaluate((dialog) => dialog.contains(document.activeElement))
    await expect.poll(hasFocus).toBe(true)
    await camera.keyboard.type(passphrase)
    await camera.keyboard.press('Enter')
    await asking.waitFor({ state: 'detached' })
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    await signOut(stage.page)
  })

  test('may leave instead, and the window gives the sign-in up', async () => {
    const camera = await stage.openWindow('tiny')
    await camera.locator('body[data-error=camera_tiny]').waitFor()
    const options = await openOptions(stage.browser)
    await options.getByRole('button', { name: 'Lock now' }).click()
    await options.close()
    await camera.getByRole('button', { name: 'Try again' }).click()
    await camera.getByRole('dialog', { name: 'ZAuth is locked' }).waitFor()
    // The window closes itself, sometimes before the key is up.
    await camera.keyboard.down('Escape').catch((error: unknown) => {
      if (!camera.isClosed()) throw error
    })
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})
