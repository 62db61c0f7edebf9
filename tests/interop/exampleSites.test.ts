import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as duo from '../../examples/duo/site.ts'
import * as bank from '../../examples/verify/site.ts'
import { freePort } from '../../tools/freePort.ts'
import { open, verifySite } from '../server/verifySite.ts'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { duoSite } from './duoSite.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

const ada = person(1)

describe('the example bank', () => {
  let world: World
  let site: bank.Site
  let device: Client

  beforeAll(async () => {
    const port = await freePort()
    const redirectUris = [`http://localhost:${port}/paid`]
    world = await openWorld({ clients: [{ ...verifySite, redirectUris }] })
    const { id: clientId, secret: clientSecret } = verifySite
    site = await bank.startSite({ issuer: world.issuer, clientId, clientSecret, port })
    device = await Client.create(world)
  })
  afterAll(async () => {
    await site.close()
    await world.close()
  })

  /** Begins a payment; where its challenge is. */
  async function pay(browser = openBrowser(), at = site.url) {
    const page = await (await browser.post(`${at}/pay`, at, { to: 'Eve', amount: '20' })).text()
    return { browser, challenge: /challenge="([^"]+)"/.exec(page)?.[1] ?? '' }
  }

  it('shows nobody’s words but its own, and a link of a stranger’s ends no payment', async () => {
    const { browser, challenge } = await pay()
    const lie = new URLSearchParams({ zauth_error: 'constructor', zauth_error_description: 'Call 0900 now' })
    for (const who of [openBrowser(), browser]) {
      const shown = await who.get(`${site.url}/paid?${lie.toString()}`)
      expect(shown.status).toBe(403)
      expect(await shown.text()).not.toContain('0900')
    }
    const attempt = await open(world.issuer, challenge)
    await device.enrol(attempt.offer, ada)
    expect(await device.authenticate(attempt.offer, ada.image())).toBe(true)
    const back = await attempt.finish()
    const stolen = new URL(back)
    stolen.searchParams.set('zauth_result', 'A'.repeat(43))
    expect((await browser.get(stolen.href)).status).toBe(403)
    expect(await (await browser.get(back.href)).text()).toContain('<h1>Paid</h1>')
    expect(await (await browser.get(back.href)).text()).toContain('No payment waits in this browser.')
  })

  it('says in words of its own that the person was refused', async () => {
    const { browser, challenge } = await pay()
    const attempt = await open(world.issuer, challenge)
    await device.abandon(attempt.offer, 'not_recognised')
    expect(await (await browser.get((await attempt.finish()).href)).text()).toContain('The face was not recognised.')
  })

  it('carries nothing out that was not what was confirmed, and says so', async () => {
    // A verifier that is wrong: the real one gives back what was ordered.
    const wrong = createServer((request, response) => {
      const ordered = { url: `${world.issuer}/verify/1`, secret: 'S'.repeat(43) }
      response.end(JSON.stringify(request.url === '/v1/verify' ? { action: 'another payment' } : ordered))
    })
    await new Promise<void>((resolve) => wrong.listen(0, 'localhost', resolve))
    const issuer = `http://localhost:${(wrong.address() as AddressInfo).port}`
    const credulous = await bank.startSite({ issuer, clientId: 'bank', clientSecret: 'secret', port: 0 })
    const { browser } = await pay(openBrowser(), credulous.url)
    const answer = await browser.get(`${credulous.url}/paid?zauth_result=${'R'.repeat(43)}`)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Another payment was confirmed.')
    await credulous.close()
    wrong.close()
  })
})

describe('the example website with Duo’s client', () => {
  let world: SecureWorld
  let site: duo.Site

  beforeAll(async () => {
    const port = await freePort()
    world = await openSecureWorld([{ ...duoSite, redirectUris: [`http://localhost:${port}/duo-callback`] }])
    const { host: apiHost, authority } = world
    const { id: clientId, secret: clientSecret } = duoSite
    site = await duo.startSite({ apiHost, authority, clientId, clientSecret, port, users: { ada: 'right' } })
  })
  afterAll(async () => {
    await site.close()
    await world.close()
  })

  it('goes on with a sign-in when a stranger’s link led back to it meanwhile', async () => {
    const browser = openBrowser()
    const form = { user: 'ada', password: 'right' }
    const attempt = await arrive(browser, await browser.post(`${site.url}/sign-in`, site.url, form), world.issuer)
    const link = await browser.get(`${site.url}/duo-callback?state=of-somebody-else&duo_code=code`)
    expect(await link.text()).toContain('does not belong to your sign-in')
    const device = await Client.create(world)
    await device.enrol(attempt.offer, ada)
    expect(await device.authenticate(attempt.offer, ada.image())).toBe(true)
    expect(await (await browser.get((await attempt.finish()).href)).text()).toContain('Welcome, ada')
  })
})
