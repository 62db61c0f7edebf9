import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addClient } from '../../server/clients/addClient.ts'
import { removeClient } from '../../server/clients/removeClient.ts'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { checkConfig } from '../../server/config/config.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import {
  comeFromEntra,
  entraSite,
  formOf,
  hintClaims,
  otherTenant,
  postedBy,
  postForm,
  redirectUri,
  startAuthority,
  tenant,
  type Authority,
} from './entraSide.ts'

const ada = person(1)

let world: World
let authority: Authority
let device: Client

beforeAll(async () => {
  authority = await startAuthority()
  const { id, secret, name } = website
  world = await openWorld({
    clients: [entraSite(authority), { id, secret, name, redirectUris: [website.redirectUri], roads: ['oidc'] }],
    liveness: 'off',
  })
  device = await Client.create(world)
  const { offer } = await comeFromEntra(world, await formOf(world, authority))
  await device.enrol(offer, ada)
  expect(await device.authenticate(offer, ada.image())).toBe(true)
})
afterAll(async () => {
  await world.close()
  await authority.close()
})

const claims = () => hintClaims(world, authority)

describe('a hint', () => {
  const forgeries: Record<string, () => Promise<string> | string> = {
    'that nobody signed': () => new UnsecuredJWT({ ...claims() }).encode(),
    'signed by a key of one’s own, under the name of the authority’s': async () => {
      const { privateKey } = await generateKeyPair('RS256')
      return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: authority.kid }).sign(privateKey)
    },
    'signed by a key of one’s own, which comes with it': async () => {
      const { privateKey, publicKey } = await generateKeyPair('RS256')
      const jwk = await exportJWK(publicKey)
      return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: authority.kid, jwk }).sign(privateKey)
    },
    'signed with what is public as a secret': async () => {
      const published = await fetch(`${authority.url}/${tenant}/discovery/v2.0/keys`)
      const secret = new Uint8Array(await published.arrayBuffer())
      return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: authority.kid }).sign(secret)
    },
    'signed by a kind of key that Entra does not use': async () => {
      const { privateKey } = await generateKeyPair('ES256')
      return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: authority.kid }).sign(privateKey)
    },
    'changed after it was signed': async () => {
      const [header = '', , signature = ''] = (await authority.sign(claims())).split('.')
      const changed = Buffer.from(JSON.stringify({ ...claims(), oid: randomUUID() })).toString('base64url')
      return `${header}.${changed}.${signature}`
    },
    'for another application': () => authority.sign({ ...claims(), aud: randomUUID() }),
    'for several applications': () => authority.sign({ ...claims(), aud: [claims().aud, randomUUID()] }),
    'of another tenant': () =>
      authority.sign({ ...claims(), tid: otherTenant, iss: `${authority.url}/${otherTenant}/v2.0` }),
    'of another tenant, which says it is this one': () =>
      authority.sign({ ...claims(), iss: `${authority.url}/${otherTenant}/v2.0` }),
    'of this tenant about somebody of another': () => authority.sign({ ...claims(), tid: otherTenant }),
    'of another authority': () => authority.sign({ ...claims(), iss: 'https://login.example/v2.0' }),
    'from yesterday': () => authority.sign({ ...claims(), iat: claims().iat - 86_400 }),
    'from tomorrow': () => authority.sign({ ...claims(), iat: claims().iat + 86_400 }),
    'without a time': () => authority.sign({ ...claims(), iat: undefined }),
    'about nobody': () => authority.sign({ ...claims(), oid: undefined }),
    'about no object': () => authority.sign({ ...claims(), oid: 'ada' }),
    'without a subject': () => authority.sign({ ...claims(), sub: '' }),
    'that is no JWT': () => 'a.b.c',
    'that is missing': () => '',
  }

  it.each(Object.entries(forgeries))('%s is answered with an error, and begins nothing', async (_name, forge) => {
    const form = await formOf(world, authority, { id_token_hint: await forge() })
    const response = await postForm(world, form)
    expect(response.headers.get('location')).toBeNull()
    const { action, fields } = await postedBy(response)
    expect(action).toBe(redirectUri)
    expect(fields).toEqual({
      error: 'invalid_request',
      error_description: 'The id_token_hint cannot be used',
      state: form.get('state'),
    })
  })

  it('is not taken from an id_token that was made for Entra', async () => {
    const arrival = await comeFromEntra(world, await formOf(world, authority))
    expect(await device.authenticate(arrival.offer, ada.image())).toBe(true)
    const { fields } = await postedBy(await arrival.browser.post(`${arrival.page}/finish`))
    const again = await formOf(world, authority, { id_token_hint: fields['id_token'] ?? '' })
    expect((await postedBy(await postForm(world, again))).fields).toMatchObject({ error: 'invalid_request' })
  })

  it('signed by a key that is new is taken, and strangers cannot make the verifier ask for keys all the time', async () => {
    await authority.rollOver()
    world.passTime(31_000)
    expect((await postForm(world, await formOf(world, authority))).status).toBe(303)
    const { length } = authority.requests
    for (let i = 0; i < 5; i++) {
      const id_token_hint = await authority.sign(claims(), { kid: randomUUID() })
      await postForm(world, await formOf(world, authority, { id_token_hint }))
    }
    expect(authority.requests).toHaveLength(length)
  })
})

describe('a form', () => {
  it.each([
    ['an address that is not registered', { redirect_uri: 'https://evil.example/' }],
    ['an address that only begins like a registered one', { redirect_uri: `${redirectUri}.evil.example` }],
    ['no address', { redirect_uri: undefined }],
    ['a website that nobody knows', { client_id: 'nobody' }],
    ['a website of another road', { client_id: website.id, redirect_uri: website.redirectUri }],
    ['a state without end', { state: 'x'.repeat(9000) }],
  ])('with %s ends on a page, and is sent nowhere', async (_what, fields) => {
    const response = await postForm(world, await formOf(world, authority, fields))
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const html = await response.text()
    expect(html).toContain('cannot be used')
    expect(html).not.toContain('post-back')
    expect(html).not.toContain('evil.example')
  })

  it.each([
    ['another kind of answer', { response_type: 'code' }, 'unsupported_response_type'],
    ['another way of answering', { response_mode: 'fragment' }, 'invalid_request'],
    ['without the scope', { scope: 'profile' }, 'invalid_scope'],
    ['a nonce without end', { nonce: 'x'.repeat(2000) }, 'invalid_request'],
  ])('that asks for %s is answered with an error', async (_what, fields, error) => {
    const { fields: answer } = await postedBy(await postForm(world, await formOf(world, authority, fields)))
    expect(answer).toMatchObject({ error })
  })

  it('that comes twice begins one sign-in, also with its signature spelt otherwise', async () => {
    const form = await formOf(world, authority)
    expect((await postForm(world, form)).status).toBe(303)
    const again = await postForm(world, form)
    expect(again.status).toBe(409)
    expect(again.headers.get('location')).toBeNull()
    const hint = form.get('id_token_hint') ?? ''
    form.set('id_token_hint', hint.slice(0, -1) + String.fromCharCode(hint.charCodeAt(hint.length - 1) + 1))
    expect((await postForm(world, form)).status).not.toBe(303)
  })

  it('that comes twice at the same time begins one sign-in', async () => {
    const form = await formOf(world, authority)
    const answers = await Promise.all([1, 2, 3].map(() => postForm(world, form)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  })

  it('with ever new states beside one hint fills no memory: some are held, then Entra is told to wait', async () => {
    const form = await formOf(world, authority, {}, { oid: '22222222-b16d-45f3-bbf7-b0fa18fa7aee' })
    const answers: Response[] = []
    for (let i = 0; i < 101; i++) {
      form.set('state', `${i}`.padEnd(4000, 'x'))
      answers.push(await postForm(world, form))
    }
    expect(answers.slice(0, 100).every(({ status }) => status === 303)).toBe(true)
    const [last] = answers.slice(-1)
    if (last === undefined) throw new Error('No answer')
    expect((await postedBy(last)).fields).toMatchObject({ error: 'temporarily_unavailable' })
    // Others of her tenant do not notice.
    expect((await postForm(world, await formOf(world, authority))).status).toBe(303)
  })

  it('with a field twice, or of another type, is refused', async () => {
    const form = await formOf(world, authority)
    form.append('redirect_uri', redirectUri)
    expect((await postForm(world, form)).status).toBe(400)
    const json = await fetch(`${world.issuer}/entra/authorize`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(json.status).toBe(415)
  })
})

describe('a sign-in that Entra’s form has begun', () => {
  it('is begun by one browser, within a minute', async () => {
    const posted = await postForm(world, await formOf(world, authority))
    const begin = posted.headers.get('location') ?? ''
    expect((await openBrowser().get(begin)).status).toBe(303)
    expect((await openBrowser().get(begin)).status).toBe(409)
    const late = await postForm(world, await formOf(world, authority))
    world.passTime(60_000)
    expect((await openBrowser().get(late.headers.get('location') ?? '')).status).toBe(410)
    expect((await openBrowser().get(`${world.issuer}/entra/begin/${'A'.repeat(43)}`)).status).toBe(404)
  })

  it('is ended only by the browser that began it', async () => {
    const { offer, page } = await comeFromEntra(world, await formOf(world, authority))
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    expect((await openBrowser().post(`${page}/finish`)).status).toBe(404)
  })

  it('is answered once', async () => {
    const { offer, page, browser } = await comeFromEntra(world, await formOf(world, authority))
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    const ends = await Promise.all([1, 2, 3].map(() => browser.post(`${page}/finish`)))
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it('is not answered with success before the face has matched', async () => {
    const { page, browser } = await comeFromEntra(world, await formOf(world, authority))
    expect((await browser.post(`${page}/finish`)).status).toBe(400)
  })

  it('is not answered for a website that was removed meanwhile', async () => {
    const config = checkConfig(world.config)
    const documents = openDocumentFiles(config.data)
    await addClient(config, documents, { ...entraSite(authority), id: 'leaving' })
    const arrival = await comeFromEntra(world, await formOf(world, authority, { client_id: 'leaving' }))
    const client = await Client.create(world)
    await client.enrol(arrival.offer, ada)
    expect(await client.authenticate(arrival.offer, ada.image())).toBe(true)
    await removeClient(config, documents, 'leaving')
    const response = await arrival.browser.post(`${arrival.page}/finish`)
    expect(response.status).toBe(409)
    expect(await response.text()).not.toContain('id_token')
  })

  it('leaves neither hint nor answer in the log', async () => {
    const { offer, page, browser } = await comeFromEntra(world, await formOf(world, authority))
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    await browser.post(`${page}/finish`)
    const log = world.log.join('')
    expect(log).toContain('/entra/begin/:handle')
    for (const secret of ['eyJ', offer.ticket, claims().sub, 'ada@contoso.example']) expect(log).not.toContain(secret)
  })

  it('does not take the device of somebody else of the tenant', async () => {
    const { offer } = await comeFromEntra(world, await formOf(world, authority, {}, { oid: randomUUID() }))
    await expect(device.challenge(offer)).rejects.toMatchObject({ code: 'device_unknown' })
  })
})

describe('an authority', () => {
  async function askAnew(change: (authority: Authority) => void): Promise<Record<string, string>> {
    await using closing = new AsyncDisposableStack()
    const strange = closing.adopt(await startAuthority(), (started) => started.close())
    const own = closing.adopt(await openWorld({ clients: [entraSite(strange)] }), (opened) => opened.close())
    change(strange)
    return (await postedBy(await postForm(own, await formOf(own, strange)))).fields
  }

  it('that cannot be reached makes Entra try again later', async () => {
    const fields = await askAnew((strange) => {
      strange.isReachable = false
    })
    expect(fields).toMatchObject({ error: 'temporarily_unavailable' })
  })

  it.each([
    ['another issuer', { issuer: 'https://login.example/v2.0' }],
    ['keys that are elsewhere', { jwks_uri: 'http://localhost:1/keys' }],
    ['a book', { text: 'x'.repeat(300_000) }],
  ])('that speaks of %s is not believed', async (_what, metadata) => {
    const fields = await askAnew((strange) => {
      strange.metadata = metadata
    })
    expect(fields).toMatchObject({ error: 'temporarily_unavailable' })
  })
})

describe('a verifier without a website of this road', () => {
  it('has none of its addresses, and makes no key', async () => {
    await using closing = new AsyncDisposableStack()
    const plain = closing.adopt(await openWorld(), (opened) => opened.close())
    for (const path of ['/entra/.well-known/openid-configuration', '/entra/keys']) {
      expect((await fetch(`${plain.issuer}${path}`)).status).toBe(404)
    }
    const posted = await postForm(plain, await formOf(plain, authority))
    expect(posted.status).toBe(404)
    expect(existsSync(join(plain.config.data, 'entra.json'))).toBe(false)
    expect(existsSync(join(world.config.data, 'entra.json'))).toBe(true)
  })
})
