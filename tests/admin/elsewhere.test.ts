import { Agent } from 'node:http'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { addOperator, type Admitted } from '../../server/operators/addOperator.ts'
import { ensureBrowser } from '../../tools/browser.ts'
import { freePort } from '../../tools/freePort.ts'
import { send, type Answer } from '../fuzz/endpoints/send.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('the operators’ pages, asked for by another name than theirs', () => {
  let world: World
  let ada: Admitted
  let port: number
  let url: string

  beforeAll(async () => {
    port = await freePort()
    url = `http://127.0.0.1:${port}`
    world = await openWorld({ operator: { host: '127.0.0.1', port } })
    ada = await addOperator(openDocumentFiles(world.config.data), 'ada', world.now())
  })
  afterAll(() => world.close())

  const ask = async (host: string, path: string, method = 'GET', body = ''): Promise<Answer> =>
    await send(new Agent(), url, {
      method,
      path,
      headers: { host, 'content-type': 'application/x-www-form-urlencoded', origin: `http://${host}` },
      body: Buffer.from(body),
    })

  it('say where they are, to a browser that shows them as every other page', async () => {
    const chrome = await chromium.launch({ executablePath: await ensureBrowser(() => undefined) })
    try {
      const page = await (await chrome.newContext()).newPage()
      const missing: string[] = []
      page.on('requestfailed', (request) => missing.push(request.url()))
      page.on('console', (line) => missing.push(line.text()))
      // Listening at 127.0.0.1 it is reached by the name as well.
      const answer = await page.goto(`http://localhost:${port}/admin`)
      expect(answer?.status()).toBe(404)
      await page.getByRole('heading', { name: 'The pages are at another address' }).waitFor()
      expect(missing.filter((line) => !line.includes('404'))).toEqual([])
      const card = page.locator('.card')
      expect(await card.evaluate((element) => getComputedStyle(element).borderRadius)).not.toBe('0px')
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      await page.getByRole('link', { name: 'Go there' }).click()
      await page.getByRole('heading', { name: 'Operators’ pages' }).waitFor()
      expect(page.url()).toBe(`${url}/admin`)
    } finally {
      await chrome.close()
    }
  }, 120_000)

  it('are told apart by any name that was made to point there, which gets nothing but the style', async () => {
    const rebound = `evil.example:${port}`
    const form = new URLSearchParams({ name: 'ada', password: ada.password }).toString()
    for (const [method, path] of [
      ['GET', '/admin'],
      ['GET', '/admin/return?zauth_result=x'],
      ['GET', '/admin/nothing'],
      ['GET', '/admin/page.css/'],
      ['GET', '/ADMIN/page.css'],
      ['POST', '/admin/sign-in'],
    ] as const) {
      const { status, headers, body: html } = await ask(rebound, path, method, method === 'POST' ? form : '')
      expect([path, status, headers['set-cookie']]).toEqual([path, 404, undefined])
      expect(html).toContain(`<code>${url}/admin</code>`)
      expect(html).not.toContain('evil.example')
      expect(html).not.toContain('<form')
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; /)
    }
    const style = await ask(rebound, '/admin/page.css')
    expect([style.status, style.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
  })
})

it('the operators’ pages behind a proxy that says another name tell whoever set it up', async () => {
  const port = await freePort()
  const proxied = 'https://operators.internal.example'
  const world = await openWorld({ operator: { host: '127.0.0.1', port, url: proxied } })
  try {
    const html = await (await fetch(`http://127.0.0.1:${port}/admin`)).text()
    expect(html).toContain(`href="${proxied}/admin"`)
    expect(html).toContain('has to pass on the header Host')
  } finally {
    await world.close()
  }
})
