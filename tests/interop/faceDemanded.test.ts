import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive, offerIn, type Arrival } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { ask, order, redeem, returnTo, verifySite } from '../server/verifySite.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { authorizeUrl, duoSite, requestClaims } from './duoSite.ts'

const ada = person(1)
const faceOnly = { enrolment: 'open', recoveryCodes: 'device' } as const
const { id, secret, name, redirectUri } = website

describe('where a website takes no recovery code in place of the face', () => {
  let world: World
  const codes = { verify: [] as string[], duo: [] as string[], oidc: [] as string[] }

  const roads: Record<keyof typeof codes, () => Promise<string>> = {
    verify: async () => (await order(world.issuer, 'ada', { acr: 'urn:zauth:acr:face' })).url,
    duo: () => authorizeUrl(world, requestClaims(world)),
    oidc: async () => (await (await createRelyingParty(world.issuer)).begin('ada')).url.href,
  }
  const come = async (url: string) => await arrive(openBrowser(), url, world.issuer)

  beforeAll(async () => {
    const clients = [
      verifySite,
      { ...duoSite, ...faceOnly },
      { id, secret, name, redirectUris: [redirectUri], ...faceOnly },
    ]
    world = await openWorld({ clients })
    for (const road of ['verify', 'duo', 'oidc'] as const) {
      const { offer } = await come(await roads[road]())
      const device = await Client.create(world)
      await device.enrol(offer, ada)
      codes[road].push(...((await device.signIn(offer, ada.image()))?.recoveryCodes ?? []))
    }
  })
  afterAll(() => world.close())

  /** A sign-in in which a good code was typed, and what the page says to it. */
  async function recovered(road: keyof typeof codes, url: string): Promise<{ arrival: Arrival; page: string }> {
    const arrival = await come(url)
    return { arrival, page: await arrival.type(codes[road].shift() ?? 'no code left') }
  }

  it.each([
    ['verify', 'zauth_error', 'face_required'],
    ['duo', 'error', 'access_denied'],
    ['oidc', 'error', 'unmet_authentication_requirements'],
  ] as const)('on the road %s a code gets an error and a sentence, and nothing else', async (road, field, error) => {
    const { arrival, page } = await recovered(road, await roads[road]())
    expect(page).toContain('asks for your face, and takes no code in its place')
    expect(page).toContain('Set up this device now')
    const { searchParams } = await arrival.finish()
    expect(searchParams.get(field)).toBe(error)
    expect(searchParams.get(`${field}_description`)).toContain('A recovery code is not enough here')
    for (const given of ['code', 'duo_code', 'zauth_result']) expect(searchParams.has(given)).toBe(false)
  })

  it('lets in a new device, whose face then is what it asked for', async () => {
    const ordered = await order(world.issuer, 'ada', { acr: 'urn:zauth:acr:face' })
    const { arrival } = await recovered('verify', ordered.url)
    const setUp = await arrival.browser.get(`${arrival.page}?setup`)
    const html = await setUp.text()
    expect(html).not.toContain('Continue without it')
    const device = await Client.create(world)
    await device.enrol(offerIn(html), ada)
    expect(await device.authenticate(offerIn(html), ada.image())).toBe(true)
    const result = (await arrival.finish()).searchParams.get('zauth_result')
    const { body } = await redeem(world.issuer, { result, secret: ordered.secret, user: 'ada' })
    expect(body).toMatchObject({ acr: 'urn:zauth:acr:face', amr: ['face', 'mfa'] })
  })

  it('takes one where the order does not say so', async () => {
    const ordered = await order(world.issuer, 'ada')
    const { arrival, page } = await recovered('verify', ordered.url)
    expect(page).toContain('Continue to Harbour Books')
    const result = (await arrival.finish()).searchParams.get('zauth_result')
    const { body } = await redeem(world.issuer, { result, secret: ordered.secret, user: 'ada' })
    expect(body.acr).toBe('urn:zauth:acr:recovery')
  })

  it('may not demand what nobody can do', async () => {
    const response = await ask(`${world.issuer}/v1/challenges`, { user: 'ada', returnTo, acr: 'urn:zauth:acr:iris' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'malformed_request' })
  })
})
