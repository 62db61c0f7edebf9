import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive, type Arrival } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { assertionClaims, authorizeUrl, duoSite, requestClaims, signed } from './duoSite.ts'
import {
  checkIdToken,
  comeFromEntra,
  entraSite,
  formOf,
  postedBy,
  startAuthority,
  type Authority,
} from './entraSide.ts'

describe('a sign-in by a recovery code', () => {
  let world: World
  let authority: Authority
  const codes = { duo: [] as string[], entra: [] as string[] }

  const fromDuo = async () => await arrive(openBrowser(), await authorizeUrl(world, requestClaims(world)), world.issuer)
  const fromEntra = async (claims?: string) =>
    await comeFromEntra(world, await formOf(world, authority, claims === undefined ? {} : { claims }))

  /** The codes that come with somebody's first device. */
  async function enrol({ offer }: Arrival): Promise<readonly string[]> {
    const ada = person(1)
    const device = await Client.create(world)
    await device.enrol(offer, ada)
    const response = await device.signIn(offer, ada.image())
    return response?.recoveryCodes ?? []
  }

  async function recover(arrival: Arrival, road: 'duo' | 'entra'): Promise<void> {
    expect(await arrival.type(codes[road].shift() ?? 'no code left')).toContain('was accepted</h1>')
  }

  beforeAll(async () => {
    authority = await startAuthority()
    world = await openWorld({ clients: [duoSite, entraSite(authority)] })
    codes.duo.push(...(await enrol(await fromDuo())))
    codes.entra.push(...(await enrol(await fromEntra())))
  })
  afterAll(async () => {
    await world.close()
    await authority.close()
  })

  it('is named as one to a website with Duo’s client', async () => {
    const arrival = await fromDuo()
    await recover(arrival, 'duo')
    const callback = await arrival.finish()
    const response = await fetch(`${world.issuer}/oauth/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: callback.searchParams.get('duo_code') ?? '',
        redirect_uri: duoSite.redirectUris[0] ?? '',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await signed(assertionClaims(world, '/oauth/v1/token')),
      }),
    })
    const { id_token: idToken } = (await response.json()) as { id_token: string }
    expect(decodeJwt(idToken)).toMatchObject({
      auth_result: { result: 'allow', status_msg: 'Recovery code accepted' },
      auth_context: { factor: 'bypass_code', reason: 'valid_passcode' },
    })
  })

  it('is a one-time password to Entra, where Entra takes that', async () => {
    const arrival = await fromEntra()
    await recover(arrival, 'entra')
    const { fields } = await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
    const claims = await checkIdToken(world, fields['id_token'] ?? '')
    expect(claims).toMatchObject({ acr: 'possessionorinherence', amr: ['otp'] })
  })

  it.each([
    ['no such method', ['possessionorinherence'], ['face']],
    ['no class that a code reaches', ['inherence'], ['face', 'otp']],
  ])('is refused where Entra asks for %s', async (_what, acr, amr) => {
    const arrival = await fromEntra(JSON.stringify({ id_token: { acr: { values: acr }, amr: { values: amr } } }))
    await recover(arrival, 'entra')
    const { fields } = await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
    expect(fields).toMatchObject({ error: 'access_denied' })
    expect(fields).not.toHaveProperty('id_token')
  })
})
