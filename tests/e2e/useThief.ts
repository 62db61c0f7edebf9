import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll } from 'vitest'

/** A thief of Ada's password, with a website of his own, for the tests of one `describe`. */
export interface Thief {
  /** A page on another origin, with one button. */
  readonly url: string
  /** Orders a payment at a bank in a browser of his own. */
  order(bank: string): Promise<{ challenge: string; cookie: string }>
  /** Has her open a challenge in a window of his page, which writes down what it hears. */
  lure(context: BrowserContext, challenge: string): Promise<{ page: Page; popup: Page }>
}

/** Opens his website before the first test of a `describe` and closes it after the last. */
export function useThief(): Thief {
  let server: Server | undefined
  let url = ''
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<!doctype html><title>Win a prize</title><button>Click here</button>')
    })
    await once(server.listen(0, 'localhost'), 'listening')
    url = `http://localhost:${(server.address() as AddressInfo).port}/`
  })
  afterAll(async () => {
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
  })
  return {
    get url() {
      return url
    },
    order: async (bank) => {
      const response = await fetch(`${bank}/pay`, {
        method: 'POST',
        headers: { origin: bank },
        body: new URLSearchParams({ to: 'A Thief', amount: '9999' }),
      })
      const challenge = /challenge="([^"]+)"/.exec(await response.text())?.[1] ?? ''
      return { challenge, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
    },
    lure: async (context, challenge) => {
      const page = await context.newPage()
      await page.goto(url)
      await listen(page)
      await page.evaluate((address) => {
        document.querySelector('button')?.addEventListener('click', () => window.open(address, 'prize', 'popup'))
      }, challenge)
      const [popup] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button').click()])
      return { page, popup }
    },
  }
}

/** Has a page write down the messages that come to it. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    window.addEventListener('message', ({ data }) => heard.push(data))
  })
}

/** The messages that have come to a page since it listens. */
export function heardBy(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
}
