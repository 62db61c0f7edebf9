import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offerElementId } from '../../shared/protocol/endpoints.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import { useStage } from './stage.ts'
import { cameraWindows } from './worker.ts'

describe('another program on the host of an allowed verifier', () => {
  const stage = useStage()
  let server: Server
  let origin: string
  const name = `Your Bank ${'W'.repeat(240)}`

  /** It offers a sign-in under names that fill a screen. */
  beforeAll(async () => {
    server = createServer((_, response) => {
      const offer: Offer = {
        protocol: 'zauth/1',
        issuer: origin,
        ticket: randomBytes(32).toString('base64url'),
        relyingParty: { clientId: 'bank', name, origin: 'https://bank.example' },
        account: 'a'.repeat(256),
        purpose: 'enrol',
        training: 'server',
        acceptance: { falseMatchRate: 1e-5, leastAcceptThreshold: 200 },
        expiresAt: Date.now() + 600_000,
      }
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(`<script type="application/json" id="${offerElementId}">${JSON.stringify(offer)}</script>`)
    })
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    origin = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('is no allowed verifier: the popup asks first, and no camera window opens by itself', async () => {
    const { context, extensionId } = stage.browser
    await stage.page.goto(`${origin}/interaction/1`)
    const popup = await context.newPage()
    const allow = popup.getByRole('button', { name: `Allow ZAuth on ${new URL(origin).host}` })
    // It asks its tab when it opens: until the offer has arrived there, it has to be opened again.
    await expect
      .poll(async () => {
        await popup.goto(`chrome-extension://${extensionId ?? ''}/popup.html`)
        return await allow.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        )
      })
      .toBe(true)
    expect(cameraWindows(stage.browser)).toEqual([])
    // Its host is permitted already, so that her click is all that is asked for.
    const opening = cameraWindow(context)
    await allow.click()
    const camera = await opening
    await camera.locator('body[data-state=consent]').waitFor()
  })

  test('cannot crowd out what the person agrees to: she can agree when she has seen it to its end', async () => {
    const [camera] = cameraWindows(stage.browser)
    if (!camera) throw new Error('The camera window is gone')
    const agree = camera.getByRole('button', { name: 'I agree' })
    const host = camera.locator('header .checked', { hasText: 'checked by' }).locator('.host')
    expect(await host.textContent()).toBe(new URL(origin).host)
    await expect.poll(() => host.boundingBox().then((box) => box && box.y < 200)).toBe(true)
    expect(await agree.getAttribute('aria-disabled')).toBe('true')
    await agree.dispatchEvent('click')
    expect(await camera.locator('body').getAttribute('data-state')).toBe('consent')
    await camera.getByText('Read to the end to agree.').waitFor()
    await camera.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight))
    await agree.click()
    await camera.locator('body:not([data-state=consent])').waitFor()
    await camera.close()
  })

  test('reads nothing of what the extension stores, from the extension’s own script on its page', async () => {
    const [worker] = stage.browser.context.serviceWorkers()
    if (!worker) throw new Error('There is no service worker')
    const read = await worker.evaluate(async (url) => {
      interface WithChrome {
        chrome: {
          tabs: { query(query: { url: string }): Promise<{ id: number }[]> }
          scripting: { executeScript(script: object): Promise<{ result: string }[]> }
          storage: { local: { get(): Promise<object> } }
        }
      }
      const { tabs, scripting } = (globalThis as unknown as WithChrome).chrome
      const [tab] = await tabs.query({ url })
      const func = () =>
        (globalThis as unknown as WithChrome).chrome.storage.local.get().then(
          (all) => JSON.stringify(all),
          () => 'refused',
        )
      const [injected] = await scripting.executeScript({ target: { tabId: tab?.id }, func })
      return injected?.result
    }, 'http://localhost/*')
    expect(read).toBe('refused')
  })
})
