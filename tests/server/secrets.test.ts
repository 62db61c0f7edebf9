import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { freePort } from '../../tools/freePort.ts'
import { createShippedVerifier, type ShippedVerifier } from '../faults/shippedVerifier.ts'
import { entraSite, formOf, postForm, startAuthority, type Authority } from '../interop/entraSide.ts'
import { assertionClaims, authorizeUrl, duoSite, requestClaims, signed } from '../interop/duoSite.ts'
import { searchFolder } from '../privacy/searchFolder.ts'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client, jsonBody } from '../verifier/client.ts'
import { manage } from './manage.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { open, order, redeem, verifySite } from './verifySite.ts'
import { visit } from '../verifier/visit.ts'
import { website } from '../verifier/website.ts'

const alice = person(1)
const user = 'alice.planted@private.example'
const envSecret = 'a planted secret in the environment'

/** Text, or bytes in each of the ways in which a program may write them down. */
function spellings(planted: string | Uint8Array): string[] {
  if (typeof planted === 'string') return [planted, Buffer.from(planted).toString('base64').slice(0, -4)]
  const bytes = Buffer.from(planted)
  const list = [...bytes].join(',')
  return [bytes.toString('base64').slice(0, -4), bytes.toString('base64url').slice(0, -4), bytes.toString('hex'), list]
}

describe('a verifier that has been told every kind of secret', () => {
  let verifier: ShippedVerifier
  let authority: Authority
  let reports: string
  let operator: string
  let client: Client
  /** What it has said of its own accord: standard output and error. */
  let said = ''
  /** Every answer that was no success. */
  let refusals = ''
  const planted: Record<string, string | Uint8Array> = {}
  const honestFetch = globalThis.fetch
  const variables = ['NODE_OPTIONS', 'ZAUTH_CLIENT_SECRET_HARBOUR', 'ZAUTH_PLANTED']

  beforeAll(async () => {
    authority = await startAuthority()
    reports = await mkdtemp(join(tmpdir(), 'zauth-reports-'))
    const port = await freePort()
    operator = `http://localhost:${port}`
    const { tenant, audience, authority: url } = entraSite(authority).entra
    const clients = [verifySite, { ...duoSite, enrolment: 'open' }, entraSite(authority)]
      .map((site) =>
        [
          '[[clients]]',
          ...Object.entries(site)
            .filter(([key]) => key !== 'entra')
            .map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
        ].join('\n'),
      )
      .join('\n')
    verifier = await createShippedVerifier({
      settings: 'training = "server"',
      limits: `[operator]\nhost = "localhost"\nport = ${port}\n${clients}\n[clients.entra]\ntenant = "${tenant}"\naudience = "${audience}"\nauthority = "${url}"`,
    })
    // A fault that nobody foresaw, at a signal; and Node's report of it, as an operator may have switched it on.
    const fault = btoa('process.on("SIGUSR2",()=>{throw new Error("an unforeseen fault")})')
    process.env['NODE_OPTIONS'] =
      `--import=data:text/javascript;base64,${fault} --report-uncaught-exception --report-exclude-env --report-directory=${reports}`
    process.env['ZAUTH_CLIENT_SECRET_HARBOUR'] = verifySite.secret
    process.env['ZAUTH_PLANTED'] = envSecret
    await start()
    globalThis.fetch = async (...asked) => {
      const response = await honestFetch(...asked)
      if (response.status >= 400)
        refusals += `${JSON.stringify([...response.headers])} ${await response.clone().text()}\n`
      return response
    }
    await useEverything()
  }, 120_000)
  afterAll(async () => {
    globalThis.fetch = honestFetch
    for (const name of variables) Reflect.deleteProperty(process.env, name)
    await verifier.close()
    await authority.close()
    await rm(reports, { recursive: true })
  })

  async function start(): Promise<void> {
    await verifier.start()
    for (const stream of [verifier.process.stdout, verifier.process.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  }

  /** Enrolments and sign-ins on each road, and mistakes with each of their secrets in them. */
  async function useEverything(): Promise<void> {
    const world = { issuer: verifier.issuer, now: Date.now }
    client = await Client.create(world)
    const series = alice.series()
    const site = await createRelyingParty(world.issuer)
    const first = await visit(world.issuer, site, user)
    await client.enrolInTheClear(first.offer, series)
    const codes = (await client.signIn(first.offer, alice.image()))?.recoveryCodes ?? []
    const callback = await first.finish()
    const tokens = await first.signIn.exchange(callback)

    const attempt = await visit(world.issuer, site, user)
    const failed = await client.tryProbe(attempt.offer, client.probeOf(person(2).image()))
    await client.sendToken(failed.challenge, new Uint8Array(9).fill(9)).catch(() => undefined)
    const probe = client.probeOf(alice.image())
    const { challenge, token } = await client.tryProbe(attempt.offer, probe)
    if (token === null) throw new Error('Not recognised')
    await client.sendToken(challenge, token)

    const recovering = await visit(world.issuer, site, user)
    await recovering.type(codes[0] ?? '')
    await recovering.type('0123-4567-89AB')
    const check = await manage(client).check()
    await client.authenticate(check, alice.image())
    const { code: short } = await manage(client).add(check.ticket)

    const ordered = await order(world.issuer, user, { action: 'an-action-of-its-own' })
    const verifying = await open(world.issuer, ordered.url)
    const second = await Client.create(world)
    await second.enrolInTheClear(verifying.offer, series)
    await second.authenticate(verifying.offer, alice.image())
    const result = (await verifying.finish()).searchParams.get('zauth_result') ?? ''
    await redeem(world.issuer, { result, secret: ordered.secret, user: 'somebody else' })
    await redeem(world.issuer, { result, secret: ordered.secret, user })

    const request = await authorizeUrl(world, { ...requestClaims(world), duo_uname: user })
    const duo = await arrive(openBrowser(), request, world.issuer)
    const assertion = await signed(assertionClaims(world, '/oauth/v1/health_check'))
    for (const repeated of [1, 2])
      await fetch(`${world.issuer}/oauth/v1/health_check`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: duoSite.id, client_assertion: assertion, repeated: String(repeated) }),
      })
    const form = await formOf(world, authority, {}, { preferred_username: user })
    await postForm(world, form)
    await postForm(world, form)

    const dpop = await client.prove('POST', endpoints.challenges(world.issuer))
    const { d: proofKey = '' } = await exportJWK(client.proofKeys.privateKey).catch(() => ({ d: '' }))
    const keys = JSON.parse(await readFile(join(verifier.data, 'keys.json'), 'utf8')) as {
      idToken: [{ key: { d: string } }]
      answer: [{ key: { d: string } }]
      cookies: [string]
      tickets: string
      accountNames: string
    }
    Object.assign(planted, {
      'user id': user,
      'part of a user id': 'private.example',
      'secret of a website': website.secret,
      'secret of another': verifySite.secret,
      'secret of Duo’s client': duoSite.secret,
      'secret in the environment': envSecret,
      'recovery code': codes[0],
      'another, unused': codes[1],
      'the same, as typed': codes[0]?.replaceAll('-', ''),
      'short code': short,
      ticket: attempt.offer.ticket,
      'ticket of a check': check.ticket,
      token: toBase64url(token),
      challenge,
      'cookie of the browser': attempt.browser.cookie(attempt.page).split('=')[1]?.split(';')[0],
      'address of a sign-in': attempt.page.split('/').at(-1),
      'authorization code': callback.searchParams.get('code'),
      'access token': tokens.access_token,
      id_token: tokens.id_token,
      'verify secret': ordered.secret,
      'verify result': result,
      'Duo request': new URL(request).searchParams.get('request'),
      'Duo ticket': duo.offer.ticket,
      'Duo assertion': assertion,
      'Entra hint': form.get('id_token_hint'),
      'Entra state': form.get('state'),
      'DPoP proof': dpop,
      probe: probe.subarray(5000, 5048),
      'key for answers': client.secretKey.subarray(5000, 5048),
      embedding: new Uint8Array(series[0]?.buffer ?? new ArrayBuffer(0)).subarray(0, 64),
      'embedding in digits': String(series[0]?.[0]),
      'signing key of id_tokens': keys.idToken[0].key.d,
      'signing key of answers': keys.answer[0].key.d,
      'secret of cookies': keys.cookies[0],
      'secret of tickets': keys.tickets,
      'secret of account names': keys.accountNames,
      ...(proofKey !== '' && { 'private proof key': proofKey }),
    })
    await makeMistakes()
  }

  /** Sends each secret to where it does not belong. */
  async function makeMistakes(): Promise<void> {
    const { issuer } = verifier
    for (const secret of Object.values(planted).filter((value) => typeof value === 'string')) {
      const text = encodeURIComponent(secret)
      const credentials = { authorization: `Basic ${btoa(`${website.id}:${encodeURIComponent(secret)}`)}` }
      await fetch(`${issuer}/interaction/${text}`)
      await fetch(`${issuer}/${text}?${text}=${text}`, { headers: { accept: 'text/html' } })
      await fetch(`${issuer}/auth?client_id=${text}&request_uri=${text}&login_hint=${text}`, { redirect: 'manual' })
      await fetch(`${issuer}/oauth/v1/authorize?client_id=${text}&request=${text}`)
      await fetch(`${issuer}/v1/tickets`, {
        method: 'POST',
        headers: { ...credentials, 'content-type': 'application/json' },
        body: secret,
      })
      await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: credentials,
        body: new URLSearchParams({ grant_type: 'authorization_code', code: secret, [secret]: secret }),
      })
      await fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${text}` } })
      await client
        .post(endpoints.challenges(issuer), jsonBody({ [secret]: secret, ticket: secret, device: secret }))
        .catch(() => undefined)
      await client.post(endpoints.enrolments(issuer), {
        type: 'application/cbor',
        bytes: new TextEncoder().encode(secret),
      })
      await client.post(endpoints.challenges(issuer), {
        type: 'application/json',
        bytes: new TextEncoder().encode(`{"ticket":"${secret}`),
      })
    }
    const forged = await new SignJWT({ htm: 'POST', htu: user })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'HS256' })
      .sign(new Uint8Array(32))
    await fetch(endpoints.challenges(issuer), {
      method: 'POST',
      headers: { dpop: forged, 'content-type': 'application/json' },
      body: '{}',
    })
  }

  /** The names of what stands in a text. */
  function foundIn(text: string, without: readonly string[] = []): string[] {
    return Object.entries(planted)
      .filter(([name]) => !without.includes(name))
      .filter(([, value]) => spellings(value).some((spelling) => text.includes(spelling)))
      .map(([name]) => name)
  }

  it('was told something worth looking for', () => {
    for (const [name, value] of Object.entries(planted))
      expect([name, value.length]).toEqual([name, expect.any(Number)])
    for (const [name, value] of Object.entries(planted)) expect(value.length, name).toBeGreaterThan(7)
    expect(Object.keys(planted).length).toBeGreaterThan(34)
    // The search finds what is there.
    expect(foundIn(`a line with ${user} and ${Buffer.from(planted['probe'] ?? '').toString('hex')}`)).toEqual([
      'user id',
      'part of a user id',
      'probe',
    ])
    expect(said.split('\n').length).toBeGreaterThan(300)
    expect(refusals.split('\n').length).toBeGreaterThan(200)
  })

  it('says none of it in its log', () => {
    expect(foundIn(said)).toEqual([])
  })

  it('says none of it in an answer that refuses', () => {
    expect(foundIn(refusals)).toEqual([])
  })

  it('counts none of it in a metric, nor tells it with its health', async () => {
    for (const path of ['/metrics', '/healthz', '/readyz']) {
      const answer = await fetch(`${operator}${path}`)
      expect(answer.status).toBe(200)
      expect(foundIn(await answer.text())).toEqual([])
    }
  })

  it('writes none of it into its audit log', async () => {
    const files = (await readdir(verifier.data)).filter((name) => name.startsWith('audit'))
    expect(files).toContain('audit.jsonl')
    const log = (await Promise.all(files.map((name) => readFile(join(verifier.data, name), 'utf8')))).join('')
    expect(log).toContain('"sign-in accepted"')
    expect(foundIn(log)).toEqual([])
  })

  it('keeps of what opens something a hash at most, and of a face ciphertexts', async () => {
    const kept = ['user id', 'part of a user id']
    // Its own keys have a file of their own, which nobody else may read; what lives a minute is found by its name.
    const own = Object.keys(planted).filter((name) =>
      /^(?:signing key|secret of (?:cookies|tickets|account))/.test(name),
    )
    const shortLived = ['challenge', 'authorization code', 'access token', 'address of a sign-in', 'Entra state']
    const sought = Object.entries(planted)
      .filter(([name]) => ![...kept, ...own, ...shortLived].includes(name))
      .flatMap(([name, value]) =>
        [...spellings(value), value].map((spelling, i) => [`${name} (${i})`, spelling] as const),
      )
    expect(await searchFolder(verifier.data, Object.fromEntries(sought))).toEqual([])
    const keys = Object.fromEntries(own.map((name) => [name, planted[name] ?? '']))
    expect((await searchFolder(verifier.data, keys)).every((found) => found.endsWith('in keys.json'))).toBe(true)
  })

  it('says none of it when it crashes, nor in the report that Node writes then', async () => {
    const exited = once(verifier.process, 'close')
    verifier.process.kill('SIGUSR2')
    await exited
    expect(said).toContain('an unforeseen fault')
    expect(foundIn(said)).toEqual([])
    const files = await readdir(reports)
    expect(files).toHaveLength(1)
    expect(foundIn(await readFile(join(reports, files[0] ?? ''), 'utf8'))).toEqual([])
    // A dump of its memory would hold all of it: nothing asks Node for one.
    expect((await searchFolder(verifier.data, { heap: '"snapshot":{' })).length).toBe(0)
    await start()
  })
})
