import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import { useBank } from './useBank.ts'
import { heardBy, listen, useThief } from './useThief.ts'

describe('a payment that is confirmed with <zauth-verify>', () => {
  const bank = useBank()
  const { stage } = bank

  const claim = (name: string): Promise<string | null> => stage.page.locator(`[data-claim=${name}]`).textContent()
  const expectPaid = (page: Page): Promise<void> => page.getByRole('heading', { name: 'Paid' }).waitFor()

  test('runs in a window beside the page, which learns what the verifier vouched for', async () => {
    const problems: string[] = []
    stage.page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    const popup = await bank.confirm('ada', await bank.order())
    await expectPaid(stage.page)
    expect(await claim('user')).toBe('ada')
    expect(await claim('amr')).toBe('face,mfa')
    expect(await claim('reason')).toBe('Pay 20 € to The Lighthouse')
    await expect.poll(() => popup.isClosed()).toBe(true)
    // Its policy allows no inline style and no script but the verifier's.
    expect(problems).toEqual([])
  })

  test('is refused when somebody else is before the camera, and the page says why', async () => {
    await stage.world.webcam.show('grace')
    const page = await bank.order()
    const [camera] = await Promise.all([cameraWindow(stage.browser.context), bank.press(page)])
    await camera.locator('body[data-error=not_recognised]').waitFor()
    await camera.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('heading', { name: 'Not paid' }).waitFor()
    expect(await page.getByRole('alert').textContent()).toBe('The face was not recognised.')
    expect(new URL(page.url()).searchParams.has('zauth_result')).toBe(false)
  })

  test('stays on its page when the website takes the result itself', async () => {
    const page = await bank.order()
    const handed = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('zauth-result', (event) => {
            event.preventDefault()
            resolve((event as CustomEvent<{ address: string }>).detail.address)
          })
        }),
    )
    await bank.confirm('ada', page)
    const address = await handed
    expect(address).toMatch(/\/paid\?zauth_result=[\w-]{43}$/)
    await page.getByText('Recognised.').waitFor()
    expect(page.url()).toBe(`${bank.url}/pay`)
    await page.goto(address)
    await expectPaid(page)
    await page.goto(address)
    await page.getByText('No payment waits in this browser.').waitFor()
  })

  test.each<[string, 'url' | 'apart', (page: Page) => Promise<void>]>([
    ['keeps the window apart from a page that wants to be alone', 'apart', () => Promise.resolve()],
    // Playwright lets every window through, so that the block has to be played.
    ['blocks the window', 'url', (page: Page) => page.evaluate(() => void (window.open = () => null))],
  ])('goes by redirect where the browser %s', async (_what, at, prepare) => {
    await stage.world.webcam.show('ada')
    const page = await bank.order(bank[at])
    await prepare(page)
    const [camera] = await Promise.all([
      cameraWindow(stage.browser.context),
      page.getByRole('button', { name: 'Confirm with your face' }).click(),
    ])
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    await expectPaid(page)
    expect(await claim('user')).toBe('ada')
    expect(stage.browser.context.pages().filter((other) => other.url().includes('/verify/'))).toEqual([])
  })

  test('has a button that keys reach, and a place that is read aloud', async () => {
    const page = await bank.order()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('zauth-verify')
    expect(
      await page.getByRole('button', { name: 'Confirm with your face' }).evaluate((b) => b.matches(':focus')),
    ).toBe(true)
    expect(await page.getByRole('status').count()).toBe(1)
    const colour = await page.getByRole('button').evaluate((button) => getComputedStyle(button).backgroundColor)
    expect(colour).toBe('rgb(11, 107, 79)')
  })

  describe('and somebody wants to have it confirmed from elsewhere:', () => {
    const thief = useThief()

    test.each(['?window=open', '?window=go', ''])(
      'a page that opens the challenge (%s) of a thief hears nothing, and the face of the victim pays nothing',
      async (mode) => {
        await stage.world.webcam.show('ada')
        // She is about to pay something herself.
        await bank.order()
        const { challenge, cookie } = await thief.order(bank.url)
        const opening = cameraWindow(stage.browser.context)
        const { page, popup } = await thief.lure(stage.browser.context, `${challenge}${mode}`)
        // She is told what she would confirm, and does it nevertheless.
        expect(await outcomeOf(await opening)).toMatchObject({ state: 'done' })
        await popup.getByText('This result does not belong to this sign-in.').waitFor()
        expect(await heardBy(page)).toEqual([])
        const his = await fetch(`${bank.url}/paid`, { headers: { cookie } })
        expect(his.status).toBe(403)
        await popup.close()
        await page.close()
      },
    )

    test('a page that takes the place of the website’s in the meantime hears nothing; the window goes on alone', async () => {
      await stage.world.webcam.show('ada')
      const page = await bank.order()
      const [camera, popup] = await Promise.all([cameraWindow(stage.browser.context), bank.press(page)])
      await page.goto(thief.url)
      await listen(page)
      expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
      await expectPaid(popup)
      expect(await heardBy(page)).toEqual([])
      await popup.close()
    })

    test('a page that frames a challenge sees nothing of it', async () => {
      const { challenge } = await thief.order(bank.url)
      const page = await stage.browser.context.newPage()
      await page.goto(thief.url)
      for (const address of [challenge, `${challenge}?window=open`]) {
        await page.evaluate((url) => {
          const frame = document.createElement('iframe')
          frame.src = url
          document.body.append(frame)
        }, address)
      }
      await expect.poll(() => page.frames().filter((frame) => frame.url().startsWith('chrome-error://')).length).toBe(2)
      await page.close()
    })

    test('a challenge of another verifier is no challenge for the element', async () => {
      const page = await bank.order()
      const codes = await page.evaluate(
        async (addresses) => {
          const element = document.querySelector('zauth-verify')
          const heard: string[] = []
          document.addEventListener('zauth-error', (event) => {
            heard.push((event as CustomEvent<{ code: string }>).detail.code)
          })
          for (const address of addresses) {
            element?.setAttribute('challenge', address)
            await (element as unknown as { start(): Promise<void> }).start()
          }
          return heard
        },
        [
          `${thief.url}verify/${'A'.repeat(43)}`,
          'javascript:alert(1)',
          '',
          `${stage.world.verifier.issuer}/interaction/1`,
        ],
      )
      expect(codes).toEqual(Array<string>(4).fill('challenge_unusable'))
      expect(page.url()).toBe(`${bank.url}/pay`)
    })
  })

  // Who closes a camera window is left alone for a while, so that these come last.
  test('messages of anybody else are no result, whatever they say', async () => {
    await stage.world.webcam.show('nobody')
    const page = await bank.order()
    const [camera, popup] = await Promise.all([cameraWindow(stage.browser.context), bank.press(page)])
    await page.getByText('Go on in the window that has opened.').waitFor()
    const forged = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const challenge = document.querySelector('zauth-verify')?.getAttribute('challenge')?.split('/').at(-1)
          const message = {
            type: 'zauth-result',
            challenge,
            returnTo: `${location.origin}/paid`,
            result: 'A'.repeat(43),
          }
          let results = 0
          document.addEventListener('zauth-result', () => results++)
          const frame = document.createElement('iframe')
          document.body.append(frame)
          // From the page itself, and as if from the verifier: what the browser fills in itself, no script can.
          window.postMessage(message, '*')
          window.dispatchEvent(new MessageEvent('message', { data: message, source: frame.contentWindow }))
          window.addEventListener('message', ({ data }) => {
            if (data === 'heard') resolve(results)
          })
          window.postMessage('heard', '*')
        }),
    )
    expect(forged).toBe(0)
    await camera.close()
    await popup.close()
  })

  test('can be taken up again when the person has closed the window', async () => {
    const page = await bank.order()
    for (let i = 0; i < 2; i++) {
      const popup = await bank.press(page)
      await page.getByText('Go on in the window that has opened.').waitFor()
      await popup.waitForURL(/\/interaction\//)
      await popup.close()
      await page.getByText('The window was closed. You can try again.').waitFor()
    }
  })
})
