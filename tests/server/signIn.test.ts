import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe.each(['device', 'server'] as const)('a sign-in at a verifier that trains on the %s', (training) => {
  let world: World
  let website: RelyingParty
  const alice = person(1)

  beforeAll(async () => {
    world = await openWorld({ training })
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  it('enrols a face the first time and recognises it the next time, over a restart', async () => {
    const client = await Client.create(world)
    const first = await visit(world.issuer, website, 'alice')
    expect(first.offer).toMatchObject({ purpose: 'enrol', account: 'alice', training })
    await (training === 'device'
      ? client.enrol(first.offer, alice)
      : client.enrolInTheClear(first.offer, alice.series()))
    expect(await first.status()).toBe('enrolled')
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    expect(await first.status()).toBe('authenticated')
    const claims = await first.signIn.complete(await first.finish())
    expect(claims).toMatchObject({ sub: 'alice', amr: ['face', 'mfa'], acr: 'urn:zauth:acr:face', iss: world.issuer })
    expect(Math.abs((claims.auth_time ?? 0) - Date.now() / 1000)).toBeLessThan(30)

    await world.restart()

    const second = await visit(world.issuer, website, 'alice')
    expect(second.offer.purpose).toBe('verify')
    expect(await client.authenticate(second.offer, alice.image())).toBe(true)
    expect(await second.signIn.complete(await second.finish())).toMatchObject({ sub: 'alice', amr: ['face', 'mfa'] })
  })
})

describe('a verifier that trains', () => {
  it('refuses embeddings that are none, and a series that shows two people, and keeps nothing of them', async () => {
    await using closing = new AsyncDisposableStack()
    const world = closing.adopt(await openWorld({ training: 'server' }), (opened) => opened.close())
    const website = await createRelyingParty(world.issuer)
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'alice')
    const series = person(1).series(6)
    const spoilt = (value: number) => [series[0]?.map((entry, i) => (i === 3 ? value : entry)) ?? new Float32Array(64)]
    for (const [embeddings, code] of [
      [[...series, ...spoilt(Number.NaN)], 'malformed_request'],
      [[...series, ...spoilt(Infinity)], 'malformed_request'],
      [[...series, new Float32Array(64)], 'malformed_request'],
      [[...series, Float32Array.from(series[0] ?? [], (entry) => 2 * entry)], 'malformed_request'],
      [series.slice(0, 4), 'malformed_request'],
      [[...series.slice(0, 3), ...person(2).series(3)], 'series_inconsistent'],
    ] as const) {
      await expect(client.enrolInTheClear(offer, embeddings)).rejects.toMatchObject({ code, status: 400 })
    }
    await world.withStore(async ({ devices }) => {
      expect(await devices.findAll({})).toEqual([])
    })
    await client.enrolInTheClear(offer, series)
    expect(await client.authenticate(offer, person(1).image())).toBe(true)
  })
})
