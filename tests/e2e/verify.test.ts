import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSite, type Site } from '../../examples/verify/site.ts'
import { cameraWindow, outcomeOf } from '../../tools/cameraWindow.ts'
import type { FurtherSite } from '../../tools/openWorld.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { useStage } from './stage.ts'

/** The example bank, as it comes and behind headers that part its pages from every window. */
function useBanks() {
  const stage = useStage({ sites: [start({}), start({ 'cross-origin-opener-policy': 'same-origin' })] })
  const banks: Site[] = []
  function start(headers: Record<string, string>) {
    return async (issuer: string): Promise<FurtherSite> => {
      const credentials = { id: `bank-${banks.length}`, secret: randomBytes(32).toString('base64url') }
      const { id: clientId, secret: clientSecret } = credentials
      const bank = await startSite({ issuer, clientId, clientSecret, port: 0, headers })
      banks.push(bank)
      const client = {
        ...credentials,
        name: 'Harbour Bank',
        redirectUris: [`${bank.url}/paid`],
        roads: ['verify'],
        enrolment: 'open',
      }
      return { client, close: () => bank.close() }
    }
  }
  return { stage, banks }
}

describe('a payment that is confirmed with <zauth-verify>', () => {
  const { stage, banks } = useBanks()

  const urlOf = (bank: number): string => banks[bank]?.url ?? ''

  /** Up to the page with the element. */
  async function order(bank = 0): Promise<Page> {
    const { page } = stage
    await page.goto(urlOf(bank))
    await page.getByRole('button', { name: 'Pay' }).click()
    await page.getByRole('button', { name: 'Confirm with your face' }).waitFor()
    return page
  }

  /** Presses the element's button; the window that opens. */
  async function press(page: Page): Promise<Page> {
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Confirm with your face' }).click(),
    ])
    return popup
  }

  async function confirm(subject: Subject, page: Page): Promise<Page> {
    await stage.world.webcam.show(subject)
    const [camera, popup] = await Promise.all([cameraWindow(stage.browser.context), press(page)])
    await camera.getByText('Pay 20 € to The Lighthouse').waitFor()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    return popup
  }

  const claim = (name: string): Promise<string | null> => stage.page.locator(`[data-claim=${name}]`).textContent()
  const expectPaid = (page: Page): Promise<void> => page.getByRole('heading', { name: 'Paid' }).waitFor()

  test('runs in a window beside the page, which learns what the verifier vouched for', async () => {
    const problems: string[] = []
    stage.page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    const popup = await confirm('ada', await order())
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
    const page = await order()
    const [camera] = await Promise.all([cameraWindow(stage.browser.context), press(page)])
    await camera.locator('body[data-error=not_recognised]').waitFor()
    await camera.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('heading', { name: 'Not paid' }).waitFor()
    expect(await page.getByRole('alert').textContent()).toBe('The face was not recognised.')
    expect(new URL(page.url()).searchParams.has('zauth_result')).toBe(false)
  })

  test('stays on its page when the website takes the result itself', async () => {
    const page = await order()
    const handed = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('zauth-result', (event) => {
            event.preventDefault()
            resolve((event as CustomEvent<{ address: string }>).detail.address)
          })
        }),
    )
    await confirm('ada', page)
    const address = await handed
    expect(address).toMatch(/\/paid\?zauth_result=[\w-]{43}$/)
    await page.getByText('Recognised.').waitFor()
    expect(page.url()).toBe(`${urlOf(0)}/pay`)
    await page.goto(address)
    await expectPaid(page)
    await page.goto(address)
    await page.getByText('No payment waits in this browser.').waitFor()
  })

  test.each([
    ['keeps the window apart from a page that wants to be alone', 1, () => Promise.resolve()],
    // Playwright lets every window through, so that the block has to be played.
    ['blocks the window', 0, (page: Page) => page.evaluate(() => void (window.open = () => null))],
  ])('goes by redirect where the browser %s', async (_what, bank, prepare) => {
    await stage.world.webcam.show('ada')
    const page = await order(bank)
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
    const page = await order()
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
    let server: Server
    let evil: string

    beforeAll(async () => {
      server = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        response.end('<!doctype html><title>Win a prize</title><button>Click here</button>')
      })
      await once(server.listen(0, 'localhost'), 'listening')
      evil = `http://localhost:${(server.address() as AddressInfo).port}/`
    })
    afterAll(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })

    /** A payment that a thief of Ada's password has ordered in a browser of his own. */
    async function orderedByThief(): Promise<{ challenge: string; cookie: string }> {
      const response = await fetch(`${urlOf(0)}/pay`, {
        method: 'POST',
        headers: { origin: urlOf(0) },
        body: new URLSearchParams({ to: 'A Thief', amount: '9999' }),
      })
      const challenge = /challenge="([^"]+)"/.exec(await response.text())?.[1] ?? ''
      return { challenge, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
    }

    /** A page of the thief's that opens the challenge in a window, and writes down what it hears. */
    async function lure(challenge: string): Promise<{ page: Page; popup: Page; heard: () => Promise<unknown[]> }> {
      const page = await stage.browser.context.newPage()
      await page.goto(evil)
      await page.evaluate((url) => {
        const heard: unknown[] = []
        Object.assign(window, { heard })
        window.addEventListener('message', ({ data }) => heard.push(data))
        document.querySelector('button')?.addEventListener('click', () => window.open(url, 'prize', 'popup'))
      }, challenge)
      const [popup] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button').click()])
      return { page, popup, heard: () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard) }
    }

    test.each(['?window=open', '?window=go', ''])(
      'a page that opens the challenge (%s) of a thief hears nothing, and the face of the victim pays nothing',
      async (mode) => {
        await stage.world.webcam.show('ada')
        // She is about to pay something herself.
        await order()
        const { challenge, cookie } = await orderedByThief()
        const opening = cameraWindow(stage.browser.context)
        const { page, popup, heard } = await lure(`${challenge}${mode}`)
        // She is told what she would confirm, and does it nevertheless.
        expect(await outcomeOf(await opening)).toMatchObject({ state: 'done' })
        await popup.getByText('This result does not belong to this sign-in.').waitFor()
        expect(await heard()).toEqual([])
        const his = await fetch(`${urlOf(0)}/paid`, { headers: { cookie } })
        expect(his.status).toBe(403)
        await popup.close()
        await page.close()
      },
    )

    test('a page that takes the place of the website’s in the meantime hears nothing; the window goes on alone', async () => {
      await stage.world.webcam.show('ada')
      const page = await order()
      const [camera, popup] = await Promise.all([cameraWindow(stage.browser.context), press(page)])
      await page.goto(evil)
      await page.evaluate(() => {
        const heard: unknown[] = []
        Object.assign(window, { heard })
        window.addEventListener('message', ({ data }) => heard.push(data))
      })
      expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
      await expectPaid(popup)
      expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([])
      await popup.close()
    })

    test('a page that frames a challenge sees nothing of it', async () => {
      const { challenge } = await orderedByThief()
      const page = await stage.browser.context.newPage()
      await page.goto(evil)
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
      const page = await order()
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
        [`${evil}verify/${'A'.repeat(43)}`, 'javascript:alert(1)', '', `${stage.world.verifier.issuer}/interaction/1`],
      )
      expect(codes).toEqual(Array<string>(4).fill('challenge_unusable'))
      expect(page.url()).toBe(`${urlOf(0)}/pay`)
    })
  })

  // Who closes a camera window is left alone for a while, so that these come last.
  test('messages of anybody else are no result, whatever they say', async () => {
    await stage.world.webcam.show('nobody')
    const page = await order()
    const [camera, popup] = await Promise.all([cameraWindow(stage.browser.context), press(page)])
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
    const page = await order()
    for (let i = 0; i < 2; i++) {
      const popup = await press(page)
      await page.getByText('Go on in the window that has opened.').waitFor()
      await popup.waitForURL(/\/interaction\//)
      await popup.close()
      await page.getByText('The window was closed. You can try again.').waitFor()
    }
  })
})
