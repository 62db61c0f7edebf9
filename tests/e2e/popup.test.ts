import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { dist } from '../../tools/dist.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { openOwnPage } from './openOwnPage.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage, type Stage } from './stage.ts'
import { badgeOf, cameraWindows, storedIn, workerOf, type WithChrome } from './worker.ts'

async function openPopup({ browser }: Stage): Promise<Page> {
  const popup = await openOwnPage(browser, 'popup.html')
  await popup.getByRole('main').waitFor()
  await expect.poll(() => popup.evaluate(() => document.activeElement !== document.body)).toBe(true)
  return popup
}

/** What has the keyboard. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement?.closest('label') ?? document.activeElement)?.textContent ?? '')

/** Presses Enter where that starts a sign-in: the popup closes itself, sometimes before the key is up. */
async function pressToStart(popup: Page): Promise<void> {
  await popup.keyboard.press('Enter').catch((error: unknown) => {
    if (!popup.isClosed()) throw error
  })
}

/** Goes on by the tabulator until something has the keyboard. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 20; i++) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The tabulator does not come to ${String(name)}`)
}

/** Bytes of a script and of everything that it needs before it can begin. */
async function weightOf(script: string, weighed = new Set<string>()): Promise<number> {
  if (weighed.has(script)) return 0
  weighed.add(script)
  const text = await readFile(join(dist, 'chromium', script), 'utf8')
  let bytes = Buffer.byteLength(text)
  for (const [, name = ''] of text.matchAll(/(?:import|from)\s*"\.\/([\w.]+)"/g)) bytes += await weightOf(name, weighed)
  return bytes
}

test('the popup needs no more than 60 kB of script to be seen', async () => {
  const weighed = new Set<string>()
  expect(await weightOf('popup.js', weighed)).toBeLessThanOrEqual(60_000)
  // What it is made of was found, and what is loaded later was not counted.
  expect(weighed.size).toBeGreaterThan(1)
  expect((await readFile(join(dist, 'chromium', 'popup.js'), 'utf8')).includes('import(')).toBe(true)
})

describe('by the keyboard alone, a person', () => {
  const stage = useStage()

  test('starts the sign-in that waits with Enter, and the number on the icon goes away', async () => {
    const first = await stage.openCamera('ada')
    await first.close()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    const popup = await openPopup(stage)
    expect(await focused(popup)).toContain('Sign in to')
    const opening = cameraWindow(stage.browser.context)
    await pressToStart(popup)
    const camera = await opening
    await expect.poll(() => badgeOf(stage.browser)).toBe('')
    expect(await outcomeOfPhotograph(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('finds her account, and has the camera open by itself no longer for its verifier', async () => {
    const popup = await openPopup(stage)
    expect(await focused(popup)).toMatch(/Harbour Books.*ada.*Used (today|yesterday)/)
    await popup.keyboard.press('Enter')
    await popup.getByText(new URL(stage.world.verifier.issuer).host).first().waitFor()
    await popup.getByText('This device, set up on').waitFor()
    await tabTo(popup, /^Open the camera by itself/)
    await popup.keyboard.press('Space')
    await expect
      .poll(() => storedIn(stage.browser, 'local'))
      .toMatchObject({ settings: { automaticAt: { [stage.world.verifier.issuer]: 'ask' } } })
    await popup.close()

    // The one before says for a moment that she was recognised.
    await expect.poll(() => cameraWindows(stage.browser)).toEqual([])
    await stage.world.webcam.show('ada')
    await passwordStep(stage.page, stage.world)
    await stage.page.getByText('The ZAuth extension is ready').waitFor()
    await expect.poll(() => badgeOf(stage.browser)).toBe('1')
    expect(cameraWindows(stage.browser)).toEqual([])
    const asked = await openPopup(stage)
    const opening = cameraWindow(stage.browser.context)
    await pressToStart(asked)
    expect(await outcomeOf(await opening)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('removes her account from this device after she was told what that means, and its keys are gone', async () => {
    const popup = await openPopup(stage)
    await popup.keyboard.press('Enter')
    await tabTo(popup, /^Remove from this device/)
    await popup.keyboard.press('Enter')
    await expect.poll(() => focused(popup)).toContain('from this device?')
    await popup.getByText('you then need another device of yours or a recovery code').waitFor()
    await tabTo(popup, /^Keep/)
    await popup.keyboard.press('Enter')
    await expect.poll(() => focused(popup)).toBe('Remove from this device')
    expect(await accountsIn(stage)).toHaveLength(1)
    await popup.keyboard.press('Enter')
    await tabTo(popup, /^Remove$/)
    await popup.keyboard.press('Enter')
    await popup.getByText('Removed from this device.').waitFor()
    await expect.poll(() => focused(popup)).toBe('No face is set up yet.')
    expect(await accountsIn(stage)).toEqual([])
    expect(await popup.evaluate(keysInStore)).toBe(0)
  })

  test('searches when there are many accounts, and goes through them with the arrows', async () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', alg: 'ES256', use: 'sig' }
    const names = ['Harbour Books', 'City Library', 'Zoë’s Pottery', 'Quiet Mail', 'Tax Office', 'Alpine Bank']
    await workerOf(stage.browser).evaluate(
      (records) => (globalThis as unknown as WithChrome).chrome.storage.local.set(records),
      Object.fromEntries(
        names.map((relyingParty, i) => {
          const issuer = 'https://verifier.example'
          const facts = { issuer, clientId: `c${i}`, relyingParty, account: 'ada', device: `d${i}`, keys: `k${i}` }
          return [
            `account:${i}`,
            { ...facts, keyAndTemplate: 'h', jwks: { keys: [jwk] }, enrolled: 1, lastUsed: 1000 - i },
          ]
        }),
      ),
    )
    const popup = await openPopup(stage)
    await expect.poll(() => popup.getByRole('listitem').count()).toBe(names.length)
    await popup.keyboard.type('zoe ada')
    const found = () => popup.getByRole('listitem').allInnerTexts()
    await expect.poll(found).toEqual([expect.stringContaining('Zoë’s Pottery')])
    await popup.keyboard.type(' nobody')
    await popup.getByText('No account has this name.').waitFor()
    await popup.keyboard.press('Control+A')
    await popup.keyboard.press('Delete')
    await expect.poll(found).toHaveLength(names.length)
    await popup.keyboard.press('ArrowDown')
    await expect.poll(() => focused(popup)).toContain('Harbour Books')
    await popup.keyboard.press('ArrowDown')
    await expect.poll(() => focused(popup)).toContain('City Library')
    await popup.keyboard.press('ArrowUp')
    await popup.keyboard.press('ArrowUp')
    await expect.poll(() => popup.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  })
})

async function accountsIn({ browser }: Stage): Promise<string[]> {
  return Object.keys(await storedIn(browser, 'local')).filter((key) => key.startsWith('account:'))
}

/** How many keys of devices the browser keeps. */
function keysInStore(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('zauth')
    opening.onerror = () => reject(new Error('The store of keys does not open'))
    opening.onsuccess = () => {
      const counting = opening.result.transaction('keys').objectStore('keys').count()
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  })
}
