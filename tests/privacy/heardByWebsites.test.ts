import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comeFromEntra, entraSite, formOf, postedBy, startAuthority, type Authority } from '../interop/entraSide.ts'
import { assertionClaims, authorizeUrl, duoSite, requestClaims, signed } from '../interop/duoSite.ts'
import { open, order, redeem, verifySite } from '../server/verifySite.ts'
import type { Arrival } from '../verifier/arrive.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

const ada = person(1)
const text = expect.any(String) as string
const number = expect.any(Number) as number
const uuid = expect.stringMatching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/) as string

/** Each claim and each member by its name: one more, whatever it says of a face or a device, fails. */
describe('of a face that matched, a website hears that it did, and nothing else:', () => {
  let world: World
  let authority: Authority

  beforeAll(async () => {
    authority = await startAuthority()
    const { id, secret, name, redirectUri } = website
    const oidcSite = { id, secret, name, redirectUris: [redirectUri], enrolment: 'open' as const }
    world = await openWorld({ clients: [oidcSite, duoSite, verifySite, entraSite(authority)] })
  })
  afterAll(async () => {
    await world.close()
    await authority.close()
  })

  /** Ada’s first sign-in at a website, with a device for that website alone. */
  async function recognised(arrival: Arrival): Promise<Arrival> {
    const device = await Client.create(world)
    await device.enrol(arrival.offer, ada)
    expect(await device.authenticate(arrival.offer, ada.image())).toBe(true)
    return arrival
  }

  it('by OpenID Connect, in the id_token, beside it and from userinfo', async () => {
    const site = await createRelyingParty(world.issuer)
    const attempt = await visit(world.issuer, site, 'ada')
    const tokens = await attempt.signIn.exchange(await (await recognised(attempt)).finish())
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/) as string,
      token_type: 'bearer',
      expires_in: number,
      scope: 'openid',
      id_token: text,
    })
    const idToken = tokens.id_token ?? ''
    expect(decodeProtectedHeader(idToken)).toEqual({ alg: 'RS256', kid: text })
    expect(decodeJwt(idToken)).toEqual({
      iss: world.issuer,
      sub: 'ada',
      aud: website.id,
      iat: number,
      exp: number,
      auth_time: number,
      nonce: text,
      acr: 'urn:zauth:acr:face',
      amr: ['face', 'mfa'],
    })
    const userinfo = await fetch(site.configuration.serverMetadata().userinfo_endpoint ?? '', {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    expect(await userinfo.json()).toEqual({ sub: 'ada' })
  })

  it('on Duo’s road, where what Duo would know of the device and the place is null', async () => {
    const arrival = await recognised(await open(world.issuer, await authorizeUrl(world, requestClaims(world))))
    const path = '/oauth/v1/token'
    const form = {
      grant_type: 'authorization_code',
      code: (await arrival.finish()).searchParams.get('duo_code') ?? '',
      redirect_uri: duoSite.redirectUris[0] ?? '',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signed(assertionClaims(world, path)),
    }
    const response = await fetch(`${world.issuer}${path}`, { method: 'POST', body: new URLSearchParams(form) })
    const tokens = (await response.json()) as { id_token: string }
    expect(tokens).toEqual({ id_token: text, access_token: text, expires_in: number, token_type: 'Bearer' })
    expect(decodeProtectedHeader(tokens.id_token)).toEqual({ alg: 'HS512', typ: 'JWT' })
    const nowhere = { city: null, state: null, country: null }
    expect(decodeJwt(tokens.id_token)).toEqual({
      iss: `${world.issuer}${path}`,
      sub: 'ada',
      aud: duoSite.id,
      iat: number,
      exp: number,
      auth_time: number,
      preferred_username: 'ada',
      auth_result: { result: 'allow', status: 'allow', status_msg: 'Face recognised' },
      auth_context: {
        txid: uuid,
        timestamp: number,
        isotimestamp: text,
        event_type: 'enrollment',
        factor: 'face',
        result: 'success',
        reason: 'user_approved',
        user: { name: 'ada', key: null, groups: [] },
        application: { name: duoSite.name, key: duoSite.id },
        access_device: { ip: null, hostname: null, epkey: null, location: nowhere },
        auth_device: { ip: null, name: null, location: nowhere },
        alias: '',
        email: null,
        ood_software: null,
      },
    })
  })

  it('by Entra, in the form and in its id_token', async () => {
    const sent = await formOf(world, authority)
    const { browser, page } = await recognised(await comeFromEntra(world, sent))
    const { fields } = await postedBy(await browser.post(`${page}/finish`))
    expect(fields).toEqual({ id_token: text, state: sent.get('state') })
    const idToken = fields['id_token'] ?? ''
    expect(decodeProtectedHeader(idToken)).toEqual({ alg: 'RS256', typ: 'JWT', kid: text })
    expect(decodeJwt(idToken)).toEqual({
      iss: `${world.issuer}/entra`,
      sub: text,
      aud: entraSite(authority).id,
      iat: number,
      exp: number,
      nonce: sent.get('nonce'),
      acr: 'possessionorinherence',
      amr: ['face'],
    })
  })

  it('on the verify road, in the address and for the result', async () => {
    const { url, secret, id } = await order(world.issuer, 'ada')
    const { searchParams } = await (await recognised(await open(world.issuer, url))).finish()
    expect([...searchParams.keys()]).toEqual(['zauth_result'])
    const redemption = { result: searchParams.get('zauth_result'), secret, user: 'ada' }
    expect(await redeem(world.issuer, redemption)).toEqual({
      status: 200,
      body: {
        user: 'ada',
        authenticatedAt: number,
        amr: ['face', 'mfa'],
        acr: 'urn:zauth:acr:face',
        challenge: id,
        reason: null,
        action: null,
      },
    })
  })
})
