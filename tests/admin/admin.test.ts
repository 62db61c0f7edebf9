import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admitOperator } from '../../server/cli/operators.ts'
import { checkConfig } from '../../server/config/config.ts'
import { operatorUrl } from '../../server/operators/operatorUrl.ts'
import { addOperator, type Admitted } from '../../server/operators/addOperator.ts'
import { removeOperator } from '../../server/operators/removeOperator.ts'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { ensureBrowser } from '../../tools/browser.ts'
import { freePort } from '../../tools/freePort.ts'
import { arrive, offerIn, type Arrival } from '../verifier/arrive.ts'
import { openBrowser, type Browser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

const alice = person(1)
const minute = 60_000

describe('the operators’ pages', () => {
  let world: World
  let url: string
  let ada: Admitted
  let device: Client
  const documents = () => openDocumentFiles(world.config.data)

  beforeAll(async () => {
    const port = await freePort()
    url = `http://localhost:${port}`
    world = await openWorld({ operator: { host: 'localhost', port } })
    ada = await addOperator(documents(), 'ada', world.now())
    device = await Client.create(world)
    // Her first sign-in: the verifier asks for the code, then for her face.
    const { browser, attempt } = await typePassword('ada', ada.password)
    const offer = offerIn(await attempt.type(ada.code))
    await device.enrol(offer, alice)
    expect(await device.authenticate(offer, alice.image())).toBe(true)
    expect(await comeBack(browser, attempt)).toContain('Recent sign-ins')
  })
  afterAll(() => world.close())

  const post = (browser: Browser, path: string, fields: Record<string, string>, origin?: string) =>
    browser.post(`${url}/admin${path}`, origin, fields)
  const look = async (browser: Browser) => await (await browser.get(`${url}/admin`)).text()

  /** The first half of a sign-in. */
  async function typePassword(name: string, password: string): Promise<{ browser: Browser; attempt: Arrival }> {
    const browser = openBrowser()
    const response = await post(browser, '/sign-in', { name, password })
    expect(response.status).toBe(303)
    return { browser, attempt: await arrive(browser, response, world.issuer) }
  }

  /** The second: what the pages show when the verifier has sent her back. */
  async function comeBack(browser: Browser, attempt: Arrival): Promise<string> {
    const back = await attempt.finish()
    expect(back.origin).toBe(url)
    const page = await browser.follow(back.href, url)
    if (page instanceof URL) throw new Error(`Sent away: ${page.href}`)
    return await page.text()
  }

  async function signIn(): Promise<Browser> {
    const { browser, attempt } = await typePassword('ada', ada.password)
    expect(await device.authenticate(attempt.offer, alice.image())).toBe(true)
    expect(await comeBack(browser, attempt)).toContain('Recent sign-ins')
    return browser
  }

  const cookieOf = (browser: Browser) =>
    /__Host-zauth_operator=([\w-]{43})/.exec(browser.cookie(`${url}/admin`))?.[1] ?? ''

  it('show health, websites, recent sign-ins and lock-outs, and name people by keyed hashes', async () => {
    const site = await createRelyingParty(world.issuer)
    const { offer } = await visit(world.issuer, site, 'somebody@private.example')
    const client = await Client.create(world)
    await client.enrol(offer, person(3))
    expect(await client.authenticate(offer, person(3).image())).toBe(true)
    for (let i = 0; i < 6; i++) {
      const attempt = await visit(world.issuer, site, 'somebody@private.example')
      await client.tryProbe(attempt.offer, client.probeOf(person(4).image())).catch(() => undefined)
    }
    const page = await look(await signIn())
    expect(page).toContain('It can serve.')
    expect(page).toContain('Example &lt;Site> &amp; Sons')
    expect(page).toContain('sign-in accepted')
    expect(page).toContain('sign-in locked out')
    expect(page).toMatch(/too_many_tries until \d{4}-\d\d-\d\dT/)
    expect(page).toContain('operator signed in')
    expect(page).not.toContain('private.example')
    expect(page).not.toContain(client.device)
    expect(page).not.toContain('<script')
  })

  it('show nothing without a session, and nothing to who has the password but not the face', async () => {
    expect(await look(openBrowser())).toContain('name="password"')
    const { browser, attempt } = await typePassword('ada', ada.password)
    expect(await look(browser)).toContain('name="password"')
    expect(await device.authenticate(attempt.offer, person(2).image())).toBe(false)
    await device.abandon(attempt.offer, 'not_recognised')
    expect(await comeBack(browser, attempt)).toContain('Your face was not recognised')
    expect(await look(browser)).toContain('name="password"')
    // Nor who makes the way back up.
    const other = await typePassword('ada', ada.password)
    const made = await other.browser.get(`${url}/admin/return?zauth_result=${'A'.repeat(43)}`)
    expect(made.status).toBe(403)
    expect(await look(other.browser)).toContain('name="password"')
  })

  it('let nobody enrol a face for an operator by her password alone', async () => {
    const bea = await addOperator(documents(), 'bea', world.now())
    const { attempt } = await typePassword('bea', bea.password)
    expect(attempt.html).toContain('<form class="code"')
    expect(() => attempt.offer).toThrow()
    expect(await attempt.type('0123-4567-89AB')).toContain('<form class="code"')
    world.passTime(25 * 60 * minute)
    const late = await typePassword('bea', bea.password)
    expect(await late.attempt.type(bea.code)).toContain('<form class="code"')
  })

  it('take a result once, and from the browser that it was for', async () => {
    const { browser, attempt } = await typePassword('ada', ada.password)
    expect(await device.authenticate(attempt.offer, alice.image())).toBe(true)
    const back = await attempt.finish()
    const thief = await typePassword('ada', ada.password)
    expect((await thief.browser.get(back.href)).status).toBe(403)
    expect((await openBrowser().get(back.href)).status).toBe(403)
    expect((await browser.get(back.href)).status).toBe(303)
    expect((await browser.get(back.href)).status).toBe(403)
  })

  it('give each session a cookie of its own that nobody could have fixed, and take none that was', async () => {
    const planted = 'P'.repeat(43)
    const browser = openBrowser()
    const answer = await browser.get(`${url}/admin`, { cookie: `__Host-zauth_operator=${planted}` })
    expect(answer.headers.getSetCookie()).toEqual([])
    const { browser: real, attempt } = await typePassword('ada', ada.password)
    const before = cookieOf(real)
    expect(await device.authenticate(attempt.offer, alice.image())).toBe(true)
    await comeBack(real, attempt)
    const after = cookieOf(real)
    expect(new Set([planted, before, after, '']).size).toBe(4)
    for (const stale of [planted, before]) {
      const page = await fetch(`${url}/admin`, { headers: { cookie: `__Host-zauth_operator=${stale}` } })
      expect(await page.text()).toContain('name="password"')
    }
    const set = (await post(openBrowser(), '/sign-in', { name: 'ada', password: ada.password })).headers.getSetCookie()
    expect(set.join()).toMatch(
      /^__Host-zauth_operator=[\w-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Lax$/,
    )
  })

  it('end a session after a quarter of an hour without a look, after eight hours, and when its operator is removed', async () => {
    const browser = await signIn()
    world.passTime(14 * minute)
    expect(await look(browser)).toContain('Sign out')
    world.passTime(15 * minute)
    expect(await look(browser)).toContain('name="password"')
    const busy = await signIn()
    for (let passed = 0; passed < 8 * 60; passed += 12) {
      expect(await look(busy)).toContain('Sign out')
      world.passTime(12 * minute)
    }
    expect(await look(busy)).toContain('name="password"')

    const cleo = await addOperator(documents(), 'cleo', world.now())
    const { browser: hers } = await typePassword('cleo', cleo.password)
    await removeOperator(documents(), 'cleo')
    expect((await post(hers, '/sign-in', { name: 'cleo', password: cleo.password })).status).toBe(403)
    expect((await hers.get(`${url}/admin/return?zauth_result=x`)).status).toBe(403)
  })

  it('sign out by their own form only', async () => {
    const browser = await signIn()
    const csrf = /name="csrf" value="([\w-]{43})"/.exec(await look(browser))?.[1] ?? ''
    expect((await post(browser, '/sign-out', { csrf }, 'https://evil.example')).status).toBe(404)
    expect((await post(browser, '/sign-out', { csrf: 'A'.repeat(43) })).status).toBe(404)
    expect((await browser.get(`${url}/admin/sign-out?csrf=${csrf}`)).status).toBe(405)
    expect(await look(browser)).toContain('Sign out')
    expect((await post(browser, '/sign-out', { csrf })).status).toBe(303)
    expect(await look(browser)).toContain('name="password"')
    const foreign = await post(
      openBrowser(),
      '/sign-in',
      { name: 'ada', password: ada.password },
      'https://evil.example',
    )
    expect(foreign.status).toBe(404)
  })

  it('take the code of a new operator once, however often her password is typed', async () => {
    const zoe = await addOperator(documents(), 'zoe', world.now())
    const attempts = [await typePassword('zoe', zoe.password), await typePassword('zoe', zoe.password)]
    const pages = await Promise.all(attempts.map(({ attempt }) => attempt.type(zoe.code)))
    expect(pages.filter((html) => html.includes('id="zauth-offer"'))).toHaveLength(1)
    // Nobody has enrolled a face by it so far, and nobody else is to.
    const again = await typePassword('zoe', zoe.password)
    expect(await again.attempt.type(zoe.code)).toContain('<form class="code"')
  })

  it('make who guesses wait, and nobody else', async () => {
    for (let i = 0; i < 5; i++)
      expect((await post(openBrowser(), '/sign-in', { name: 'dora', password: 'wrong' })).status).toBe(403)
    const sixth = await post(openBrowser(), '/sign-in', { name: 'dora', password: 'wrong' })
    expect([sixth.status, Number(sixth.headers.get('retry-after')) > 0]).toEqual([429, true])
    await signIn()
    world.passTime(31_000)
    expect((await post(openBrowser(), '/sign-in', { name: 'dora', password: 'wrong' })).status).toBe(403)
    const log = world.log.join('')
    expect(log).not.toContain(ada.password)
    expect(log).not.toContain(ada.code)
  })

  it('are framed by nobody, run no script, and are at no other address than the one that is set', async () => {
    for (const path of ['', '/sign-in', '/return', '/page.css', '/nothing']) {
      const { headers } = await fetch(`${url}/admin${path}`)
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'; .*frame-ancestors 'none'$/,
      )
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
    }
    const shouted = await fetch(`${url}/ADMIN`)
    expect([shouted.status, shouted.headers.get('x-frame-options')]).toEqual([404, 'DENY'])
    const port = new URL(url).port
    const { send } = await import('../fuzz/endpoints/send.ts')
    const { Agent } = await import('node:http')
    const agent = new Agent()
    const rebound = await send(agent, url, {
      method: 'GET',
      path: '/admin',
      headers: { host: `evil.example:${port}` },
      body: new Uint8Array(0),
    })
    expect(rebound.status).toBe(404)
    expect((await fetch(`${world.issuer}/admin`)).status).toBe(404)
  })

  it('are kept in a file that its owner alone may read, without a password in it', async () => {
    const file = join(world.config.data, 'operators.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const text = await readFile(file, 'utf8')
    for (const secret of [ada.password, ada.code]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(secret.replaceAll('-', ''))
    }
    await expect(addOperator(documents(), 'ada', 0)).rejects.toThrow('There is an operator ada already')
    await expect(addOperator(documents(), 'Ada!', 0)).rejects.toThrow('name: Expected')
  })

  it('can be used by everybody, light and dark', async () => {
    const browser = await signIn()
    const value = cookieOf(browser)
    const chrome = await chromium.launch({ executablePath: await ensureBrowser(() => undefined) })
    try {
      const context = await chrome.newContext()
      const page = await context.newPage()
      const violations: string[] = []
      const check = async (what: string) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          const found = await new AxeBuilder({ page }).analyze()
          violations.push(
            ...found.violations.map(
              ({ id, nodes }) =>
                `${what}, ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
            ),
          )
        }
      }
      await page.goto(`${url}/admin`)
      await check('the sign-in')
      await page.fill('#name', 'nobody')
      await page.fill('#password', 'wrong')
      await page.click('button')
      // Which the page's own form has come to: a browser says where from.
      await page.getByRole('alert').getByText('No operator has this name and this password.').waitFor()
      await check('a mistake')
      await context.addCookies([
        { name: '__Host-zauth_operator', value, url: url.replace('http:', 'https:'), secure: true, httpOnly: true },
      ])
      await page.goto(`${url}/admin`)
      await page.waitForSelector('#lock-outs')
      await check('the overview')
      expect(violations).toEqual([])
    } finally {
      await chrome.close()
    }
  }, 180_000)
})

describe('the address of the operators’ pages', () => {
  const urlOf = (operator: object) => operatorUrl(checkConfig({ issuer: 'https://a.example', data: '.', operator }))

  it('is that of this machine, by a name, by IPv4 or IPv6, or the one that the settings name', () => {
    expect(urlOf({})).toBe('http://127.0.0.1:4002')
    expect(urlOf({ host: 'localhost', port: 80 })).toBe('http://localhost')
    expect(urlOf({ host: '::1' })).toBe('http://[::1]:4002')
    const url = 'https://zauth.internal.example'
    expect(urlOf({ host: '0.0.0.0', url })).toBe(url)
  })

  it('is none where no browser would keep a session, and whoever adds an operator is told what is missing', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.7', 'verifier.lan']) expect(urlOf({ host })).toBeNull()
    const world = await openWorld({ operator: { host: '0.0.0.0', port: await freePort() } })
    try {
      const port = world.config.operator?.port ?? 0
      expect((await fetch(`http://127.0.0.1:${port}/admin`)).status).toBe(404)
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
      let told = ''
      await admitOperator(checkConfig(world.config), 'ada', (text) => (told += text))
      expect(told).toContain('There are no pages yet: operator.url has to name an https address')
    } finally {
      await world.close()
    }
  })
})
