import { IncomingMessage, request, type ClientRequest } from 'node:http'
import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAddressQuota } from '../../server/http/addressQuota.ts'
import { createSenderOf } from '../../server/http/senderOf.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client, cborBody, jsonBody } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import type { World } from '../verifier/world.ts'

/** A request as `createSenderOf` sees it. */
function from(remoteAddress: string | undefined, forwarded?: string): IncomingMessage {
  const asking = new IncomingMessage(new Socket())
  Object.defineProperty(asking.socket, 'remoteAddress', { value: remoteAddress })
  if (forwarded !== undefined) asking.headers['x-forwarded-for'] = forwarded
  return asking
}

describe('whom a request is counted for', () => {
  it('is its address or its household’s network; a neighbour is nobody in particular while nothing is said about proxies', () => {
    const senderOf = createSenderOf(undefined)
    const addresses = ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8:1:2:3:4:5:6', '2001:db8::1', '1::2:3:4:5:6:7']
    expect(addresses.map((address) => senderOf(from(address)))).toEqual([
      '192.0.2.7',
      '192.0.2.7',
      '2001:db8:1:2::/64',
      '2001:db8:0:0::/64',
      '1:0:2:3::/64',
    ])
    const neighbours = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.9', 'fd00::1']
    for (const address of [...neighbours, undefined]) expect(senderOf(from(address, '192.0.2.7'))).toBeNull()
  })

  it('is who the proxy says, and who stands behind a chain of them', () => {
    const senderOf = createSenderOf(['10.0.0.0/8', '2001:db8:ff::/48'])
    expect(senderOf(from('10.0.0.1', '192.0.2.7'))).toBe('192.0.2.7')
    expect(senderOf(from('::ffff:10.0.0.1', '2001:db8:1:2::9'))).toBe('2001:db8:1:2::/64')
    expect(senderOf(from('10.0.0.1', '192.0.2.7, 2001:db8:ff::1, 10.0.0.2'))).toBe('192.0.2.7')
    // Some name the port.
    expect(senderOf(from('10.0.0.1', '192.0.2.7:4711'))).toBe('192.0.2.7')
    expect(senderOf(from('10.0.0.1', '[2001:DB8:1:2::9]:4711'))).toBe('2001:db8:1:2::/64')
    // A proxy that says nothing speaks for everybody.
    expect(senderOf(from('10.0.0.1'))).toBeNull()
  })

  it('is not who somebody says that he is: from outside, beside the proxies, or before the one that adds the truth', () => {
    const senderOf = createSenderOf(['10.0.0.0/8'])
    expect(senderOf(from('203.0.113.9', '192.0.2.7'))).toBe('203.0.113.9')
    expect(senderOf(from('192.168.0.9', '192.0.2.7'))).toBe('192.168.0.9')
    expect(senderOf(from('10.0.0.1', '192.0.2.7, 203.0.113.9'))).toBe('203.0.113.9')
    expect(senderOf(from('10.0.0.1', '10.0.0.1, 10.0.0.1, 203.0.113.9'))).toBe('203.0.113.9')
    expect(senderOf(from('10.0.0.1', 'nonsense, 203.0.113.9'))).toBe('203.0.113.9')
    // What is no address at all counts for the proxy that let it through.
    expect(senderOf(from('10.0.0.1', '192.0.2.7, nonsense'))).toBe('10.0.0.1')
    expect(senderOf(from('10.0.0.1', '192.0.2.7, nonsense, 10.0.0.3'))).toBe('10.0.0.3')
    expect(createSenderOf([])(from('127.0.0.1', '192.0.2.7'))).toBe('127.0.0.1')
  })
})

describe('what an address may do in a minute', () => {
  const refused = (retryAfter: number) =>
    expect.objectContaining({ code: 'too_many_tries', status: 429, retryAfter }) as unknown

  it('is counted for it alone, until the minute is over', () => {
    let time = 120_000
    const quota = createAddressQuota(2, () => time)
    const take = (sender: string | null) => () => {
      quota.take(sender)
    }
    for (const sender of ['one', 'one', 'another', null, null, null]) take(sender)()
    time += 15_000
    expect(take('one')).toThrow(refused(45))
    take('another')()
    time += 45_000
    take('one')()
  })

  it('is not held against it for longer when the clock jumps ahead or back', () => {
    let time = 10 * 86_400_000
    const quota = createAddressQuota(1, () => time)
    for (const jump of [3_600_000, -3_600_000, 86_400_000, -86_400_000]) {
      quota.take('one')
      expect(() => {
        quota.take('one')
      }).toThrow(refused(60))
      time += jump
    }
    quota.take('one')
  })

  it('is what it was for those who come after a flood of addresses: they are let in', () => {
    const quota = createAddressQuota(1, () => 0)
    for (let i = 0; i < 100_000; i++) quota.take(`${i}`)
    quota.take('late')
    quota.take('late')
    expect(() => {
      quota.take('7')
    }).toThrow()
  })
})

describe('behind a proxy that is known', () => {
  let world: World
  let website: RelyingParty
  let client: Client

  beforeAll(async () => {
    ;({ world, website, client } = await openEnrolledWorld({
      proxies: ['127.0.0.1', '::1'],
      limits: { signInsPerAddress: 3, challengesPerAddress: 2 },
    }))
  })
  afterAll(() => world.close())

  /** How a browser fares that comes from an address, as the proxy says. */
  async function begin(forwarded: string) {
    const { url } = await website.begin('alice')
    const browser = openBrowser()
    const first = await fetch(url, { redirect: 'manual', headers: { 'x-forwarded-for': forwarded } })
    return {
      browser,
      first,
      error: new URL(first.headers.get('location') ?? '', world.issuer).searchParams.get('error'),
    }
  }

  it('one address begins only so many sign-ins, whatever it claims to be, and the others go on', async () => {
    for (let i = 0; i < 3; i++) expect((await begin('203.0.113.1')).error).toBeNull()
    for (const claim of ['203.0.113.1', '192.0.2.7, 203.0.113.1', '127.0.0.1, 203.0.113.1'])
      expect((await begin(claim)).error).toBe('temporarily_unavailable')
    expect((await begin('203.0.113.2')).error).toBeNull()
    world.passTime(60_000)
    expect((await begin('203.0.113.1')).error).toBeNull()
  })

  it('one address orders only so many challenges, and its neighbour signs in meanwhile', async () => {
    const { offer } = await arrive(openBrowser(), (await website.begin('alice')).url.href, world.issuer)
    const url = endpoints.challenges(world.issuer)
    const order = (forwarded: string) => {
      const body = jsonBody({ ticket: offer.ticket, device: client.device, nonce: 'A'.repeat(43) })
      return client.post(url, body, { 'x-forwarded-for': forwarded })
    }
    const answers = [await order('203.0.113.1'), await order('203.0.113.1'), await order('203.0.113.1')]
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 429])
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0)
    // Without a sign-in and a device nothing is counted: a stranger behind the same address uses up nobody's share.
    const stranger = await Client.create(world)
    for (let i = 0; i < 5; i++) {
      const body = jsonBody({ ticket: 'A'.repeat(43), device: client.device, nonce: 'A'.repeat(43) })
      expect((await stranger.post(url, body, { 'x-forwarded-for': '203.0.113.3' })).status).toBe(404)
    }
    expect((await order('203.0.113.3')).status).toBe(201)
    expect(await client.authenticate(offer, alice.image())).toBe(true)
  })

  it('slow uploads of one address leave room for those of others, though all come from the proxy', async () => {
    const { bytes, type } = cborBody({ training: 'device', filler: new Uint8Array(400_000) })
    const url = endpoints.enrolments(world.issuer)
    const open: ClientRequest[] = []
    /** Begins an upload; the status of its answer, when there is one. */
    async function upload(forwarded: string, body: Uint8Array | null): Promise<{ readonly status: Promise<number> }> {
      const dpop = await client.prove('POST', url)
      const headers = { 'content-type': type, 'content-length': bytes.length, dpop, 'x-forwarded-for': forwarded }
      const sending = request(url, { method: 'POST', headers })
      open.push(sending)
      const status = new Promise<number>((resolve, reject) => {
        sending.on('response', ({ statusCode = 0 }) => {
          resolve(statusCode)
        })
        sending.on('error', reject)
      })
      // Those that stay open are hung up on at the end.
      status.catch(() => undefined)
      sending.flushHeaders()
      if (body) sending.end(body)
      return { status }
    }
    try {
      const share = Math.floor((8 * 1024 * 1024) / bytes.length)
      const slow = await Promise.all(Array.from({ length: share + 1 }, () => upload('203.0.113.1', null)))
      expect(await Promise.race(slow.map(({ status }) => status))).toBe(503)
      // It is read, and is no enrolment.
      expect(await (await upload('203.0.113.2', bytes)).status).toBe(400)
      expect(await (await upload('203.0.113.1', bytes)).status).toBe(503)
    } finally {
      for (const sending of open) sending.destroy()
    }
  })
})
