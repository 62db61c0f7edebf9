import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { errorCodes, isErrorCode } from '../../shared/protocol/errors.ts'
import { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { cborBody, Client, jsonBody, octets, parse } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

type Bytes = Uint8Array<ArrayBuffer>

const alice = person(1)

/** A copy with some bytes changed. */
function changed(bytes: Bytes, change: (copy: Bytes) => void): Bytes {
  const copy = bytes.slice()
  change(copy)
  return copy
}

/** The code of a refusal, after checking that it is one of ours: status and sentence belong to it. */
async function codeOf(response: Response): Promise<string> {
  const { error, message } = read(ErrorResponse, parse(new Uint8Array(await response.arrayBuffer())))
  expect(isErrorCode(error)).toBe(true)
  if (isErrorCode(error)) expect({ status: response.status, message }).toEqual(errorCodes[error])
  return error
}

describe('what cannot be used is refused with a code and a sentence, and changes nothing:', () => {
  let world: World
  let website: RelyingParty
  let client: Client
  let offer: Offer

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
    client = await Client.create(world)
    const first = await visit(world.issuer, website, 'alice')
    await client.enrol(first.offer, alice)
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
  })
  afterAll(async () => {
    // The account is what it was: the same device, the same face.
    const last = await visit(world.issuer, website, 'alice')
    expect((await client.challenge(last.offer)).triesLeft).toBe(3)
    expect(await client.authenticate(last.offer, alice.image())).toBe(true)
    await world.close()
  })
  beforeEach(async () => {
    ;({ offer } = await visit(world.issuer, website, 'alice'))
  })

  it('a probe that is truncated, oversized, compressed, flipped, empty or of other parameters', async () => {
    const good = client.probeOf(alice.image())
    const { challenge } = await client.challenge(offer)
    const url = endpoints.probe(world.issuer, challenge)
    const probes: [string, Bytes, string][] = [
      ['truncated', good.slice(0, -1), 'malformed_ciphertext'],
      ['empty', new Uint8Array(0), 'malformed_ciphertext'],
      ['a public key', client.publicKey.slice(0, sizes.probe), 'malformed_ciphertext'],
      ['random', crypto.getRandomValues(new Uint8Array(65_536)), 'malformed_ciphertext'],
      ['compressed', changed(good, (copy) => copy.fill(2, 5, 6)), 'malformed_ciphertext'],
      ['compressed inside', changed(good, (copy) => copy.fill(2, 94, 95)), 'malformed_ciphertext'],
      ['of other parameters', changed(good, (copy) => copy.fill(7, 20, 24)), 'malformed_ciphertext'],
      ['of another form', changed(good, (copy) => copy.fill(0, 48, 49)), 'malformed_ciphertext'],
      ['of three parts', changed(good, (copy) => copy.fill(3, 49, 50)), 'malformed_ciphertext'],
      ['of another factor', changed(good, (copy) => copy.fill(2, 81, 82)), 'malformed_ciphertext'],
      ['with a coefficient too large', changed(good, (copy) => copy.fill(255, 113, 121)), 'malformed_ciphertext'],
      ['oversized', new Uint8Array(sizes.probe + 1), 'request_too_large'],
    ]
    for (const [what, probe, code] of probes) {
      expect([what, await codeOf(await client.post(url, octets(probe)))]).toEqual([what, code])
    }
    // None of them was a try, nor did it use the challenge up.
    const { token } = await client.probe(challenge, good).then(async (response) => ({
      token: await client.open(offer, challenge, good, response),
    }))
    expect(token).not.toBeNull()
    await client.sendToken(challenge, token ?? new Uint8Array(9))
  })

  it('an enrolment whose key or template is malformed, degenerate or of the wrong size', async () => {
    const { offer: enrolment } = await visit(world.issuer, website, 'newcomer')
    const template = client.probeOf(alice.image())
    const good = {
      training: 'device',
      ticket: enrolment.ticket,
      publicKey: client.publicKey,
      template,
      acceptThreshold: 200,
      movementSet: 'turns',
    }
    const url = endpoints.enrolments(world.issuer)
    const enrolments: [string, object, string][] = [
      ['template truncated', { ...good, template: template.slice(1) }, 'malformed_request'],
      [
        'template compressed',
        { ...good, template: changed(template, (copy) => copy.fill(1, 5, 6)) },
        'malformed_ciphertext',
      ],
      [
        'template zero',
        { ...good, template: changed(template, (copy) => copy.fill(0, 113, 196_721)) },
        'degenerate_ciphertext',
      ],
      ['key of zeros', { ...good, publicKey: new Uint8Array(sizes.publicKey) }, 'malformed_ciphertext'],
      [
        'key zero inside',
        { ...good, publicKey: changed(client.publicKey, (copy) => copy.fill(0, 200, 262_200)) },
        'degenerate_ciphertext',
      ],
      ['threshold no integer', { ...good, acceptThreshold: 120.5 }, 'malformed_request'],
      ['threshold too low', { ...good, acceptThreshold: 10 }, 'threshold_too_low'],
      ['unknown field', { ...good, extra: 1 }, 'malformed_request'],
      ['missing field', { training: 'device', ticket: enrolment.ticket }, 'malformed_request'],
      ['unknown training', { ...good, training: 'elsewhere' }, 'malformed_request'],
      ['ticket no text', { ...good, ticket: 5 }, 'malformed_request'],
      ['oversized', { ...good, template: new Uint8Array(1_000_000) }, 'request_too_large'],
    ]
    for (const [what, body, code] of enrolments) {
      expect([what, await codeOf(await client.post(url, cborBody(body)))]).toEqual([what, code])
    }
    const unreadable: [string, Bytes][] = [
      ['without an end in sight', Uint8Array.of(0x9f, 0xff)],
      ['nested beyond measure', new Uint8Array(400_000).fill(0x81)],
      ['that promises more than there is', Uint8Array.of(0x5b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff)],
      ['that says a thing twice', Uint8Array.of(0xa2, 0x61, 0x61, 1, 0x61, 0x61, 2)],
      ['with something after it', Uint8Array.of(0xa0, 0xa0)],
    ]
    for (const [what, bytes] of unreadable) {
      const response = await client.post(url, { type: 'application/cbor', bytes })
      expect([what, await codeOf(response)]).toEqual([what, 'malformed_request'])
    }
    expect((await visit(world.issuer, website, 'newcomer')).offer.purpose).toBe('enrol')
  })

  it('JSON that is cut off, doubled, of another type, oversized, or no JSON', async () => {
    const url = endpoints.challenges(world.issuer)
    const good = JSON.stringify({ ticket: offer.ticket, device: client.device, nonce: 'A'.repeat(43) })
    const texts: [string, string, string][] = [
      ['cut off', good.slice(0, -1), 'malformed_request'],
      ['doubled', `{"ticket":"${offer.ticket}",${good.slice(1)}`, 'malformed_request'],
      ['trailing', `${good} {}`, 'malformed_request'],
      ['no object', '[]', 'malformed_request'],
      ['empty', '', 'malformed_request'],
      ['not UTF-8', '\ud800', 'malformed_request'],
      ['unknown field', good.replace('{', '{"__proto__":{},'), 'malformed_request'],
      ['oversized', `${good}${' '.repeat(5000)}`, 'request_too_large'],
    ]
    for (const [what, text, code] of texts) {
      const body = { type: 'application/json', bytes: new TextEncoder().encode(text) }
      expect([what, await codeOf(await client.post(url, body))]).toEqual([what, code])
    }
    const { challenge } = await client.challenge(offer)
    const wrongTokens = ['', 'AAAAAAAAAAA', 'AAAAAAAAAAA=', 12, null]
    for (const token of wrongTokens) {
      const response = await client.post(endpoints.token(world.issuer, challenge), jsonBody({ token }))
      expect(await codeOf(response)).toBe('malformed_request')
    }
  })

  it('another content type, a compressed body, another method, an unknown address, a page of the web', async () => {
    const url = endpoints.challenges(world.issuer)
    const good = jsonBody({ ticket: offer.ticket, device: client.device, nonce: 'A'.repeat(43) })
    expect(await codeOf(await client.post(url, { ...good, type: 'text/plain' }))).toBe('unsupported_media_type')
    expect(await codeOf(await client.post(url, good, { 'content-encoding': 'gzip' }))).toBe('unsupported_media_type')
    const got = await fetch(url)
    expect(got.headers.get('allow')).toBe('POST')
    expect(await codeOf(got)).toBe('method_not_allowed')
    expect(await codeOf(await client.post(`${world.issuer}/api/nothing`, good))).toBe('not_found')
    for (const origin of ['https://evil.example', world.issuer, 'null']) {
      expect(await codeOf(await client.post(url, good, { origin }))).toBe('malformed_request')
    }
    const fromExtension = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' }
    const response = await client.post(url, good, fromExtension)
    expect(response.status).toBe(201)
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})
