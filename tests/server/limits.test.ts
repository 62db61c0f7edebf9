import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { networkOf } from '../../server/http/networkOf.ts'
import { createUploadBudgets } from '../../server/http/uploadBudgets.ts'
import { createLog } from '../../server/log/createLog.ts'
import { createMatcher } from '../../server/match/matcher.ts'
import { createReplayCache } from '../../server/proof/replayCache.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import { read } from '../../shared/protocol/read.ts'
import { Client, jsonBody, parse } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { stall } from './stalled.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('under load', () => {
  it('a request that finds no place in the queue is told to come again, and the next one finds it', async () => {
    const matcher = createMatcher(createLog({ write: () => undefined }), { threads: 1 })
    const { signal } = new AbortController()
    try {
      const places = Array.from({ length: 16 }, () => matcher.admit(signal))
      expect(() => matcher.admit(signal)).toThrow(
        expect.objectContaining({ code: 'busy', status: 503, retryAfter: expect.any(Number) as number }),
      )
      places[0]?.[Symbol.dispose]()
      expect(matcher.admit(signal)).toHaveProperty('match')
    } finally {
      await matcher.close()
    }
  })

  it('uploads of one kind do not use up the memory of another', () => {
    const budgets = createUploadBudgets()
    const enrolments = budgets['application/cbor']
    const held = Array.from({ length: 64 }, () => enrolments.take(1024 * 1024, null))
    expect(() => enrolments.take(1, null)).toThrow(expect.objectContaining({ code: 'busy' }))
    expect(budgets['application/octet-stream'].take(1, null)).toHaveProperty('bytes', 1)
    held[0]?.[Symbol.dispose]()
    expect(enrolments.take(1, null)).toHaveProperty('bytes', 1)
  })

  it('a proof’s id is remembered as long as it counts, and no longer', () => {
    let time = 0
    const cache = createReplayCache(
      () => time,
      () => time,
    )
    expect(cache.firstSight('one', 10)).toBe(true)
    expect(cache.firstSight('one', 10)).toBe(false)
    time = 9
    expect(cache.firstSight('one', 20)).toBe(false)
    time = 10
    expect(cache.firstSight('one', 20)).toBe(true)
  })

  it('a proof from a clock that is ahead keeps no others from being forgotten', () => {
    let time = 0
    const cache = createReplayCache(
      () => time,
      () => time,
    )
    cache.firstSight('ahead', 15 * 60_000)
    for (let i = 1; i < 200_000; i++) cache.firstSight(`${i}`, 5 * 60_000)
    expect(cache.firstSight('one more', 10 * 60_000)).toBe(false)
    time = 5 * 60_000
    expect(cache.firstSight('one more', 10 * 60_000)).toBe(true)
    expect(cache.firstSight('ahead', 15 * 60_000)).toBe(false)
  })

  it('a proof’s id is not forgotten by setting the clock ahead and back', () => {
    let time = 0
    const cache = createReplayCache(() => time)
    cache.firstSight('one', 10 * 60_000)
    for (const there of [86_400_000, 0, -86_400_000, 0]) {
      time = there
      expect(cache.firstSight('one', 10 * 60_000)).toBe(false)
    }
  })

  it('uploads of one sender leave room for those of others, wherever in its network it calls from', () => {
    const budget = createUploadBudgets()['application/json']
    const held = Array.from({ length: 256 }, (_, i) => budget.take(4096, networkOf(`2001:db8::${i.toString(16)}`)))
    expect(() => budget.take(1, networkOf('2001:db8::ffff:1'))).toThrow(expect.objectContaining({ code: 'busy' }))
    expect(budget.take(4096, networkOf('2001:db8:0:1::1'))).toHaveProperty('bytes', 4096)
    expect(budget.take(4096, networkOf('::ffff:192.0.2.7'))).toHaveProperty('bytes', 4096)
    held[0]?.[Symbol.dispose]()
    expect(budget.take(4096, networkOf('2001:db8::1'))).toHaveProperty('bytes', 4096)
  })
})

describe('the verifier', () => {
  let world: World

  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  it('does not wait for a body that is announced too large, nor read one that grows too large', async () => {
    const client = await Client.create(world)
    const url = endpoints.challenges(world.issuer)

    async function statusWhile(headers: Record<string, string>, chunk: Buffer | null): Promise<[number, string]> {
      const dpop = await client.prove('POST', url)
      return await new Promise((resolve, reject) => {
        const sending = request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', dpop, ...headers },
        })
        sending.on('response', (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => {
            const { error } = read(ErrorResponse, parse(Buffer.concat(parts)))
            sending.destroy()
            resolve([response.statusCode ?? 0, error])
          })
        })
        sending.on('error', reject)
        sending.flushHeaders()
        if (chunk !== null) sending.write(chunk)
      })
    }

    // Neither request is ever finished by its sender.
    expect(await statusWhile({ 'content-length': '1000000' }, null)).toEqual([413, 'request_too_large'])
    expect(await statusWhile({}, Buffer.alloc(5000, ' '))).toEqual([413, 'request_too_large'])
  })

  it('hangs up on who keeps it waiting for a body', async () => {
    const client = await Client.create(world)
    const url = endpoints.challenges(world.issuer)
    const stalled = await stall(
      client,
      url,
      jsonBody({ ticket: 'A'.repeat(43), device: 'A'.repeat(22), nonce: 'A'.repeat(43) }),
    )
    await stalled.hungUp
    expect(world.log.at(-1)).toContain('the body was cut off')
  }, 10_000)

  it('sweeps away a device whose sign-in ended before it had authenticated, with its ciphertexts', async () => {
    const website = await createRelyingParty(world.issuer)
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'left')
    await client.enrol(offer, person(1))
    await world.withStore(async ({ ciphertexts }) => {
      expect(await ciphertexts.read(client.device)).not.toBeNull()
    })
    world.passTime(601_000)
    // It sweeps when it starts.
    await world.restart()
    await world.withStore(async ({ ciphertexts, devices }) => {
      expect(await devices.find(client.device)).toBeNull()
      expect(await ciphertexts.read(client.device)).toBeNull()
    })
  })
})
