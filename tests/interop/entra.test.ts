import { decodeProtectedHeader } from 'jose'
import { X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCertifiedKey } from '../../server/entra/signer/createCertifiedKey.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { openWorld, type World } from '../verifier/world.ts'
import {
  checkIdToken,
  comeFromEntra,
  entraSite,
  formOf,
  hintClaims,
  postedBy,
  postForm,
  redirectUri,
  startAuthority,
  tenant,
  type Authority,
  type Posted,
} from './entraSide.ts'

const ada = person(1)

let world: World
let authority: Authority
let device: Client

beforeAll(async () => {
  authority = await startAuthority()
  world = await openWorld({ clients: [entraSite(authority)], liveness: 'off' })
  device = await Client.create(world)
})
afterAll(async () => {
  await world.close()
  await authority.close()
})

/** What the verifier sends back to Entra when Ada has shown her face. */
async function answerFor(form: URLSearchParams): Promise<Posted> {
  const arrival = await comeFromEntra(world, form)
  if (arrival.offer.purpose === 'enrol') await device.enrol(arrival.offer, ada)
  expect(await device.authenticate(arrival.offer, ada.image())).toBe(true)
  return await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
}

/** The rules of "Microsoft Entra multifactor authentication external method provider reference", each with its section. */
describe('Discovery of provider metadata:', () => {
  const discover = () => fetch(`${world.issuer}/entra/.well-known/openid-configuration`)

  it('the document comes with its length', async () => {
    const response = await discover()
    expect(response.headers.get('content-type')).toContain('application/json')
    const text = await response.text()
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)))
  })

  it('has every value that is required', async () => {
    expect(await (await discover()).json()).toMatchObject({
      issuer: `${world.issuer}/entra`,
      authorization_endpoint: `${world.issuer}/entra/authorize`,
      jwks_uri: `${world.issuer}/entra/keys`,
      scopes_supported: ['openid'],
      response_types_supported: ['id_token'],
      response_modes_supported: ['form_post'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      claim_types_supported: ['normal'],
    })
  })

  it('each key has a certificate of its own public key, and nothing private', async () => {
    const { keys } = (await (await fetch(`${world.issuer}/entra/keys`)).json()) as { keys: Record<string, unknown>[] }
    expect(keys).toHaveLength(1)
    const [key = {}] = keys
    expect(key).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256' })
    expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5c', 'x5t'])
    const [der = ''] = key['x5c'] as string[]
    const certificate = new X509Certificate(Buffer.from(der, 'base64'))
    expect(certificate.publicKey.export({ format: 'jwk' })).toMatchObject({ n: key['n'], e: key['e'] })
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.validToDate.getTime() - Date.now()).toBeGreaterThan(5 * 365 * 86_400_000)
  })

  it('the key is the same after the verifier has started anew', async () => {
    const before = await (await fetch(`${world.issuer}/entra/keys`)).text()
    await world.restart()
    expect(await (await fetch(`${world.issuer}/entra/keys`)).text()).toBe(before)
  })
})

describe('Provider metadata caching:', () => {
  it('a new key is published beside the old one, which goes on to sign until it is the first', async () => {
    const file = join(world.config.data, 'entra.json')
    const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: { key: { kid: string } }[] }
    const [first] = keys
    const next = await createCertifiedKey()
    const kids = async (): Promise<string[]> => {
      const published = (await (await fetch(`${world.issuer}/entra/keys`)).json()) as { keys: { kid: string }[] }
      return published.keys.map(({ kid }) => kid)
    }
    const signer = async (): Promise<string | undefined> => {
      const { fields } = await answerFor(await formOf(world, authority))
      await checkIdToken(world, fields['id_token'] ?? '')
      return decodeProtectedHeader(fields['id_token'] ?? '').kid
    }
    await writeFile(file, JSON.stringify({ keys: [first, next] }))
    await world.restart()
    expect(await kids()).toEqual([first?.key.kid, next.key.kid])
    expect(await signer()).toBe(first?.key.kid)
    await writeFile(file, JSON.stringify({ keys: [next, first] }))
    await world.restart()
    expect(await signer()).toBe(next.key.kid)
  })

  it('a key file that is damaged keeps the verifier from starting, and is not replaced', async () => {
    const file = join(world.config.data, 'entra.json')
    const whole = await readFile(file, 'utf8')
    const { keys } = JSON.parse(whole) as { keys: object[] }
    const [first] = keys
    const { certificate } = await createCertifiedKey()
    await writeFile(file, JSON.stringify({ keys: [{ ...first, certificate }] }))
    await expect(world.restart()).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('entra.json is damaged') as string,
    })
    await writeFile(file, whole)
    await world.restart()
    expect(await readFile(file, 'utf8')).toBe(whole)
  })
})

describe('Microsoft Entra ID call to the external identity provider:', () => {
  it('a person enrols and is recognised, and Entra accepts what it gets', async () => {
    const form = await formOf(world, authority)
    const { action, fields } = await answerFor(form)
    expect(action).toBe(redirectUri)
    expect(Object.keys(fields).sort()).toEqual(['id_token', 'state'])
    expect(fields['state']).toBe(form.get('state'))
    const claims = await checkIdToken(world, fields['id_token'] ?? '')
    expect(claims).toMatchObject({
      iss: `${world.issuer}/entra`,
      aud: 'entra-of-contoso',
      sub: hintClaims(world, authority).sub,
      nonce: form.get('nonce'),
      acr: 'possessionorinherence',
      amr: ['face'],
    })
  })

  it('state and nonce come back when they were sent, and only then', async () => {
    const { fields } = await answerFor(await formOf(world, authority, { state: undefined, nonce: undefined }))
    expect(Object.keys(fields)).toEqual(['id_token'])
    expect(await checkIdToken(world, fields['id_token'] ?? '')).not.toHaveProperty('nonce')
  })

  it('parameters that are not in the table are ignored', async () => {
    const form = await formOf(world, authority, { prompt: 'none', login_hint: 'grace', acr_values: 'x', mkt: 'de-DE' })
    expect((await answerFor(form)).fields).toHaveProperty('id_token')
  })

  it('a request of several kilobytes is read', async () => {
    const state = 'st&te="<>" '.repeat(500)
    const { fields } = await answerFor(await formOf(world, authority, { state }))
    expect(fields['state']).toBe(state)
  })

  it('the value that helps in tracing a failure stands in the log', async () => {
    const form = await formOf(world, authority)
    await postForm(world, form)
    expect(world.log.join('')).toContain(form.get('client-request-id') ?? 'none')
  })

  it('it comes by POST, and by nothing else', async () => {
    const form = await formOf(world, authority)
    const response = await openBrowser().get(`${world.issuer}/entra/authorize?${form.toString()}`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
  })

  it('a browser that posts from Entra’s page goes on with what it had begun before', async () => {
    const browser = openBrowser()
    const first = await comeFromEntra(world, await formOf(world, authority), browser)
    const posted = await postForm(world, await formOf(world, authority))
    expect(posted.headers.getSetCookie()).toEqual([])
    const second = await comeFromEntra(world, await formOf(world, authority), browser)
    expect([await first.status(), await second.status()]).toEqual(['waiting', 'waiting'])
  })
})

describe('Default id_token_hint claims:', () => {
  it('a hint that was issued as expired is taken', async () => {
    const { exp, iat } = hintClaims(world, authority)
    expect(exp).toBeLessThan(iat)
    const response = await postForm(world, await formOf(world, authority))
    expect(response.status).toBe(303)
  })

  it('who somebody is, is told by oid and tid (Recommended use of claims), and the answer is about sub', async () => {
    const renamed = await formOf(
      world,
      authority,
      {},
      { sub: 'the pairwise subject of another application', preferred_username: 'ada.lovelace@contoso.example' },
    )
    const { fields } = await answerFor(renamed)
    const { sub } = await checkIdToken(world, fields['id_token'] ?? '')
    expect(sub).toBe('the pairwise subject of another application')
    const another = await comeFromEntra(
      world,
      await formOf(world, authority, {}, { oid: '00000000-b16d-45f3-bbf7-b0fa18fa7aee' }),
    )
    expect(another.offer.purpose).toBe('enrol')
  })
})

describe('Supported acr claims, Supported amr claims:', () => {
  const claimsFor = (acr: readonly string[], amr: readonly string[]): string =>
    JSON.stringify({ id_token: { acr: { essential: true, values: acr }, amr: { essential: true, values: amr } } })

  it.each([
    [['possessionorinherence'], 'possessionorinherence'],
    [['knowledge', 'inherence'], 'inherence'],
    [['knowledgeorinherence'], 'knowledgeorinherence'],
    [['knowledgeorpossessionorinherence'], 'knowledgeorpossessionorinherence'],
    [['knowledgeorpossessionorinherence', 'possessionorinherence'], 'possessionorinherence'],
  ])('of %j exactly one is answered, and exactly one method', async (classes, expected) => {
    const { fields } = await answerFor(await formOf(world, authority, { claims: claimsFor(classes, ['face', 'fido']) }))
    const { acr, amr } = await checkIdToken(world, fields['id_token'] ?? '')
    expect(acr).toBe(expected)
    expect(amr).toEqual(['face'])
  })

  it.each([
    ['a class that a face does not reach', claimsFor(['knowledgeorpossession'], ['face']), 'access_denied'],
    ['another method', claimsFor(['possessionorinherence'], ['fido', 'hwk']), 'access_denied'],
    ['nothing', undefined, 'invalid_request'],
    ['something that is no JSON', '{', 'invalid_request'],
    ['a class and no method', JSON.stringify({ id_token: { acr: { values: ['inherence'] } } }), 'invalid_request'],
  ])('asked for %s, the person is sent back at once', async (_what, claims, error) => {
    const form = await formOf(world, authority, { claims })
    const { action, fields } = await postedBy(await postForm(world, form))
    expect(action).toBe(redirectUri)
    expect(fields).toMatchObject({ error, state: form.get('state') })
    expect(fields).not.toHaveProperty('id_token')
  })
})

describe('Microsoft Entra ID processing of the provider response:', () => {
  it('another face is answered with access_denied', async () => {
    const form = await formOf(world, authority)
    const arrival = await comeFromEntra(world, form)
    expect(await device.authenticate(arrival.offer, person(2).image())).toBe(false)
    await device.abandon(arrival.offer, 'not_recognised')
    const { fields } = await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
    expect(fields).toEqual({
      error: 'access_denied',
      error_description: 'The face was not recognised.',
      state: form.get('state'),
    })
  })

  it('too many at once are answered with temporarily_unavailable', async () => {
    const hint = { oid: '11111111-b16d-45f3-bbf7-b0fa18fa7aee' }
    for (let i = 0; i < 20; i++) await comeFromEntra(world, await formOf(world, authority, {}, hint))
    const posted = await postForm(world, await formOf(world, authority, {}, hint))
    const response = await openBrowser().get(posted.headers.get('location') ?? '')
    expect((await postedBy(response)).fields).toMatchObject({ error: 'temporarily_unavailable' })
  })

  it('the page that posts it carries no script but the verifier’s own, and a person can send it without', async () => {
    const arrival = await comeFromEntra(world, await formOf(world, authority))
    const response = await arrival.browser.follow(await arrival.browser.post(`${arrival.page}/cancel`), world.issuer)
    if (response instanceof URL) throw new Error('Redirected')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('referrer-policy')).toBe('strict-origin')
    const html = await response.text()
    expect(html).not.toMatch(/<script(?! type="module" src=)/)
    expect(html).toContain('<button type="submit" class="primary">Back to Contoso</button>')
  })

  it('is about a person whom her operator finds under her object id, and who reads her name', async () => {
    const { offer, html } = await comeFromEntra(world, await formOf(world, authority))
    expect(offer.account).toBe(`951ddb04-b16d-45f3-bbf7-b0fa18fa7aee@${tenant}`)
    expect(offer).toMatchObject({ accountName: 'ada@contoso.example', relyingParty: { name: 'Contoso' } })
    expect(html).toContain('<bdi>ada@contoso.example</bdi>')
    const misleading = await formOf(world, authority, {}, { preferred_username: 'ada\u202eelpmaxe' })
    expect((await comeFromEntra(world, misleading)).offer).not.toHaveProperty('accountName')
  })
})
