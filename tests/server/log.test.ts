import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('the log', () => {
  let world: World

  beforeAll(async () => {
    world = await openWorld({ training: 'server' })
  })
  afterAll(() => world.close())

  it('tells what happened, and no secret, biometric or user id', async () => {
    const user = 'alice@private.example'
    const alice = person(1)
    const series = alice.series()
    const website = await createRelyingParty(world.issuer)
    const client = await Client.create(world)
    const attempt = await visit(world.issuer, website, user)
    await client.enrolInTheClear(attempt.offer, series)
    const failed = await client.tryProbe(attempt.offer, client.probeOf(person(2).image()))
    await client.sendToken(failed.challenge, new Uint8Array(9).fill(9)).catch(() => undefined)
    const probe = client.probeOf(alice.image())
    const { challenge, token } = await client.tryProbe(attempt.offer, probe)
    const right = token ?? new Uint8Array(9)
    await client.sendToken(challenge, right)
    const callback = await attempt.finish()
    await attempt.signIn.complete(callback)
    await fetch(`${world.issuer}/auth?client_id=${site.id}&login_hint=${user}`, { redirect: 'manual' })

    const log = world.log.join('')
    const secrets = {
      user,
      domain: 'private.example',
      ticket: attempt.offer.ticket,
      token: toBase64url(right),
      challenge,
      code: callback.searchParams.get('code') ?? '',
      uid: attempt.page.split('/').at(-1) ?? '',
      clientSecret: site.secret,
      requestUri: attempt.signIn.url.searchParams.get('request_uri') ?? '',
      embedding: series[0]?.[0]?.toString() ?? '',
      embeddingBytes: Buffer.from(series[0]?.buffer ?? new ArrayBuffer())
        .toString('base64')
        .slice(0, 20),
      probe: Buffer.from(probe).toString('base64').slice(200, 240),
    }
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(5)
      expect(log.includes(secret), name).toBe(false)
    }

    const lines = world.log.map((line) => JSON.parse(line) as Record<string, unknown>)
    const requests = lines.filter(({ msg }) => msg === 'request')
    expect(requests).toContainEqual(
      expect.objectContaining({ route: '/api/enrolments', status: 201, device: client.device }),
    )
    expect(requests).toContainEqual(
      expect.objectContaining({ route: '/api/challenges/:challenge/token', status: 403, code: 'token_wrong' }),
    )
    const accounts = new Set(requests.flatMap(({ account }) => account ?? []))
    expect(accounts.size).toBe(1)
    for (const request of requests) expect(request).toMatchObject({ ms: expect.any(Number) as number })
  })
})
