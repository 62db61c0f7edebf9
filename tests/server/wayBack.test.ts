import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../verifier/browser.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('a page on which a sign-in cannot go on', () => {
  let world: World
  let website: RelyingParty
  const link = `href="${new URL(site.redirectUri).origin}/"`

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  it('says of an address that nothing is there, and speaks of no sign-in', async () => {
    const response = await openBrowser().get(`${world.issuer}/elsewhere`)
    expect(response.status).toBe(404)
    const html = await response.text()
    expect(html).toContain('<h1>Nothing here</h1>')
    expect(html).not.toMatch(/sign-in/i)
  })

  it('leads the browser of a sign-in that is over back to its website', async () => {
    const attempt = await visit(world.issuer, website, 'over')
    await attempt.browser.follow(await attempt.browser.post(`${attempt.page}/cancel`), world.issuer)
    const html = await (await attempt.browser.get(attempt.page)).text()
    expect(html).toContain('<h1>This sign-in is over</h1>')
    expect(html).toContain(link)
  })

  it('leads back to the website that a broken request names, if it is known, and not where the request says', async () => {
    const elsewhere = encodeURIComponent('https://elsewhere.example/')
    const address = (client: string) => `${world.issuer}/auth?client_id=${client}&redirect_uri=${elsewhere}`
    expect(await (await openBrowser().get(address(site.id))).text()).toContain(link)
    expect(await (await openBrowser().get(address('nobody'))).text()).not.toContain('class="button')
  })

  it('tells a stranger nothing of which website a sign-in is for', async () => {
    const attempt = await visit(world.issuer, website, 'private')
    const response = await openBrowser().get(attempt.page)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain(link)
  })

  it('is headed by what has happened when the time of a sign-in has run out', async () => {
    const attempt = await visit(world.issuer, website, 'late')
    world.passTime(601_000)
    const html = await (await attempt.browser.get(attempt.page)).text()
    expect(html).toContain('<h1>This sign-in has expired</h1>')
    expect(html).toContain('Back to')
  })
})
