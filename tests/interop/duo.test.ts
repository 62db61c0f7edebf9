import { Client as Duo } from '@duosecurity/duo_universal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { ada } from './duoEnrolled.ts'
import { duoClient, duoSite } from './duoSite.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

describe('a website with Duo’s own client, which knows another host, id and secret now,', () => {
  let world: SecureWorld
  let client: Duo
  let device: Client

  beforeAll(async () => {
    world = await openSecureWorld([duoSite])
    client = duoClient(world)
    device = await Client.create(world)
  })
  afterAll(() => world.close())

  const begin = async (user = 'ada') => {
    const state = client.generateState()
    return { state, ...(await arrive(openBrowser(), await client.createAuthUrl(user, state), world.issuer)) }
  }

  it('hears that the verifier is there', async () => {
    const health = await client.healthCheck()
    expect(health.stat).toBe('OK')
    expect(Math.abs(health.response.timestamp - Date.now() / 1000)).toBeLessThan(60)
  })

  it('hears nothing of it when the certificate is of an authority that Duo’s client does not have built in', async () => {
    const { id: clientId, secret: clientSecret } = duoSite
    const redirectUrl = duoSite.redirectUris[0] ?? ''
    const asItComes = new Duo({ clientId, clientSecret, apiHost: world.host, redirectUrl })
    await expect(asItComes.healthCheck()).rejects.toThrow(/unable to verify|self.signed|unable to get/)
  })

  it('enrols a person at her first sign-in and gets a result about her', async () => {
    const attempt = await begin()
    const { state, offer } = attempt
    expect(offer).toMatchObject({ purpose: 'enrol', account: 'ada', relyingParty: { name: 'Harbour Books' } })
    await device.enrol(offer, ada)
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    const callback = await attempt.finish()
    expect(callback.origin + callback.pathname).toBe('https://site.example/duo-callback')
    expect(callback.searchParams.get('state')).toBe(state)
    const code = callback.searchParams.get('duo_code') ?? ''
    const result = await client.exchangeAuthorizationCodeFor2FAResult(code, 'ada')
    expect(result).toMatchObject({
      iss: `${world.issuer}/oauth/v1/token`,
      aud: duoSite.id,
      sub: 'ada',
      preferred_username: 'ada',
      auth_result: { result: 'allow', status: 'allow' },
      auth_context: { factor: 'face', result: 'success', event_type: 'enrollment', user: { name: 'ada' } },
    })
    expect(result.nonce).toBeUndefined()
  })

  it('gets the same person in by her face, and the code in the parameter that it asks for', async () => {
    client = duoClient(world, { useDuoCodeAttribute: false })
    const attempt = await begin()
    const { offer } = attempt
    expect(offer.purpose).toBe('verify')
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    const { searchParams } = await attempt.finish()
    expect([...searchParams.keys()]).toEqual(['code', 'state'])
    const result = await client.exchangeAuthorizationCodeFor2FAResult(searchParams.get('code') ?? '', 'ada')
    expect(result.auth_context.event_type).toBe('authentication')
    expect(Math.abs(result.auth_time - world.now() / 1000)).toBeLessThan(60)
    client = duoClient(world)
  })

  it('gets an error and no code for another face', async () => {
    const attempt = await begin()
    const { state, offer } = attempt
    expect(await device.authenticate(offer, person(2).image())).toBe(false)
    await device.abandon(offer, 'not_recognised')
    const { searchParams } = await attempt.finish()
    expect(Object.fromEntries(searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'The face was not recognised.',
      state,
    })
  })

  it('gets an error and no code when the person cancels', async () => {
    const cancelled = await begin()
    const { browser, page } = cancelled
    const callback = await browser.follow(await browser.post(`${page}/cancel`), world.issuer)
    expect((callback as URL).searchParams.get('error')).toBe('access_denied')
  })

  it('is told in Duo’s own words what is wrong with its code', async () => {
    await expect(client.exchangeAuthorizationCodeFor2FAResult('made-up', 'ada')).rejects.toThrow(
      'invalid_grant: The code is unknown, expired or used, or was not given for this request',
    )
  })

  it('does not take the result about one person for another', async () => {
    const attempt = await begin()
    const { offer } = attempt
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    const code = (await attempt.finish()).searchParams.get('duo_code') ?? ''
    await expect(client.exchangeAuthorizationCodeFor2FAResult(code, 'grace')).rejects.toThrow('The username is invalid')
  })

  it('gets an error when the person takes too long', async () => {
    const attempt = await begin()
    world.passTime(601_000)
    const { searchParams } = await attempt.finish()
    expect(searchParams.get('error_description')).toBe('This sign-in has expired.')
    expect(searchParams.has('duo_code')).toBe(false)
  })
})
