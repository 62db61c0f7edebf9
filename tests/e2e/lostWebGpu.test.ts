import { build } from 'esbuild'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../tools/browser.ts'
import { openBrowser, type Browser } from '../../tools/openBrowser.ts'

/** What `webGpuPage.ts` leaves on its page. */
interface WithProbe {
  readonly probe: { start(): Promise<boolean>; isLost(): boolean; sum(): Promise<number> }
}

describe('a WebGPU device', () => {
  let server: Server
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const entryPoints = [join(import.meta.dirname, 'webGpuPage.ts')]
    const bundle = await build({ entryPoints, bundle: true, write: false, format: 'esm', target: 'chrome137' })
    server = createServer((request, response) => {
      const isScript = request.url === '/page.js'
      response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
      response.end(
        isScript ? bundle.outputFiles[0]?.contents : '<!doctype html><script type="module" src="/page.js"></script>',
      )
    })
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    const executablePath = await findBrowser()
    if (executablePath === null) throw new Error('No Chromium was found; npm test installs one')
    // A computer without a GPU imitates it in software, when it is told to.
    const imitated = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']
    browser = await openBrowser({ executablePath, headless: true, extension: null, arguments: imitated })
    page = await browser.context.newPage()
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => 'probe' in globalThis)
  })
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  test('that is reset is known to be lost, and another can be started in its place', async () => {
    const ask = (what: keyof WithProbe['probe']) =>
      page.evaluate(async (name) => await (globalThis as unknown as WithProbe).probe[name](), what)
    expect(await ask('start')).toBe(true)
    expect(await ask('sum')).toBe(6)
    expect(await ask('isLost')).toBe(false)
    const session = await browser.context.browser()?.newBrowserCDPSession()
    await session?.send('Browser.crashGpuProcess')
    await page.waitForFunction(() => (globalThis as unknown as WithProbe).probe.isLost())
    expect(await ask('isLost')).toBe(true)
    await page.reload()
    await page.waitForFunction(() => 'probe' in globalThis)
    expect(await ask('start')).toBe(true)
    expect(await ask('sum')).toBe(6)
  })
})
