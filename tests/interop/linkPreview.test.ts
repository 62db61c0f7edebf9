import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { order, verifySite } from '../server/verifySite.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { authorizeUrl, duoSite, requestClaims } from './duoSite.ts'
import { entraSite, formOf, startAuthority, type Authority } from './entraSide.ts'

describe('a program that only looks where a link leads', () => {
  let world: World
  let authority: Authority

  beforeAll(async () => {
    authority = await startAuthority()
    const { id, secret, name, redirectUri } = website
    const plain = { id, secret, name, redirectUris: [redirectUri], enrolment: 'open' as const }
    world = await openWorld({ clients: [plain, duoSite, verifySite, entraSite(authority)] })
  })
  afterAll(async () => {
    await world.close()
    await authority.close()
  })

  /** More often than one request may begin sign-ins. */
  async function lookAt(url: string): Promise<void> {
    for (let i = 0; i < 5; i++) {
      const seen = await fetch(url, { method: 'HEAD', redirect: 'manual' })
      expect(seen.status).toBe(200)
      expect(seen.headers.getSetCookie()).toEqual([])
      expect(seen.headers.get('cache-control')).toContain('no-store')
    }
  }

  it.each<[string, () => Promise<string>]>([
    ['a challenge', async () => (await order(world.issuer, 'ada')).url],
    ['the window of a challenge', async () => `${(await order(world.issuer, 'ada')).url}?window=go`],
    ['a request of Duo’s client', () => authorizeUrl(world, requestClaims(world))],
    ['a pushed request', async () => (await (await createRelyingParty(world.issuer)).begin('ada')).url.href],
  ])('begins nothing at the address of %s: the person comes first', async (_what, makeUrl) => {
    const url = await makeUrl()
    await lookAt(url)
    const { offer } = await arrive(openBrowser(), url, world.issuer)
    expect(offer.account).toBe('ada')
  })

  it('does not use up the address that Entra’s form leads to', async () => {
    const posted = await fetch(`${world.issuer}/entra/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(await formOf(world, authority)),
    })
    const url = posted.headers.get('location') ?? ''
    await lookAt(url)
    expect((await arrive(openBrowser(), url, world.issuer)).offer.purpose).toBe('enrol')
  })

  it('hears of nothing where nothing is', async () => {
    const nothing = ['verify/AAAA', 'interaction/AAAA', 'nothing', 'oauth/v1/authorize']
    const seen = await Promise.all(nothing.map((path) => fetch(`${world.issuer}/${path}`, { method: 'HEAD' })))
    expect(seen.map(({ status }) => status)).toEqual([404, 404, 404, 400])
  })
})
