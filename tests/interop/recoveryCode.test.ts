import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive, type Arrival } from '../server/arrive.ts'
import { openBrowser } from '../server/browser.ts'
import { openWorld, type World } from '../server/world.ts'
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

describe('a sign-in that a recovery code has ended', () => {
  let world: World
  let authority: Authority

  beforeAll(async () => {
    authority = await startAuthority()
    world = await openWorld({ clients: [duoSite, entraSite(authority)] })
  })
  afterAll(async () => {
    await world.close()
    await authority.close()
  })

  /** As the store has it when a code was accepted. */
  async function recover({ page }: Arrival): Promise<void> {
    const id = page.split('/').at(-1) ?? ''
    const ended = { state: 'authenticated', authenticatedAt: world.now(), authenticatedBy: 'recovery_code' } as const
    await world.withStore(async (store) => {
      expect(await store.interactions.update(id, { state: 'waiting' }, ended)).toBe(true)
    })
  }

  it('says so to a website with Duo’s client', async () => {
    const arrival = await arrive(openBrowser(), await authorizeUrl(world, requestClaims(world)), world.issuer)
    await recover(arrival)
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

  it('is one time password to Entra, where Entra takes that', async () => {
    const arrival = await comeFromEntra(world, await formOf(world, authority))
    await recover(arrival)
    const { fields } = await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
    const claims = await checkIdToken(world, fields['id_token'] ?? '')
    expect(claims).toMatchObject({ acr: 'possessionorinherence', amr: ['otp'] })
  })

  it.each([
    ['no such method', ['possessionorinherence'], ['face']],
    ['no class that a code reaches', ['inherence'], ['face', 'otp']],
  ])('is refused where Entra asks for %s', async (_what, acr, amr) => {
    const claims = JSON.stringify({ id_token: { acr: { values: acr }, amr: { values: amr } } })
    const arrival = await comeFromEntra(world, await formOf(world, authority, { claims }))
    await recover(arrival)
    const { fields } = await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
    expect(fields).toMatchObject({ error: 'access_denied' })
    expect(fields).not.toHaveProperty('id_token')
  })
})
