import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'

describe('a challenge', () => {
  let world: World
  let website: RelyingParty
  let client: Client

  beforeAll(async () => {
    ;({ world, website, client } = await openEnrolledWorld())
  })
  afterAll(() => world.close())

  it('takes one probe, also of two that come at once', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    const { challenge } = await client.challenge(offer)
    const probe = client.probeOf(alice.image())
    const outcomes = await Promise.allSettled([client.probe(challenge, probe), client.probe(challenge, probe)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'challenge_used', status: 409 })
    // Two probes, one try.
    expect((await client.challenge(offer)).triesLeft).toBe(2)
  })

  it('takes one token, also of two that come at once', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    const { challenge, token } = await client.tryProbe(offer, client.probeOf(alice.image()))
    const right = token ?? new Uint8Array(9)
    const outcomes = await Promise.allSettled([client.sendToken(challenge, right), client.sendToken(challenge, right)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('expires after two minutes, before its probe and before its token', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    const unused = await client.challenge(offer)
    const { challenge, token } = await client.tryProbe(offer, client.probeOf(alice.image()))
    expect(unused.expiresAt - world.now()).toBeLessThanOrEqual(120_000)
    world.passTime(121_000)
    const late = { code: 'challenge_expired', status: 410 }
    await expect(client.probe(unused.challenge, client.probeOf(alice.image()))).rejects.toMatchObject(late)
    await expect(client.sendToken(challenge, token ?? new Uint8Array(9))).rejects.toMatchObject(late)
    // The sign-in goes on with another one.
    expect(await client.authenticate(offer, alice.image())).toBe(true)
  })

  it('that nobody gave out is not known', async () => {
    const probe = client.probeOf(alice.image())
    await expect(client.probe('A'.repeat(43), probe)).rejects.toMatchObject({ code: 'challenge_unknown', status: 404 })
  })

  it('is no other device’s', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    const { challenge } = await client.challenge(offer)
    const thief = await Client.create(world)
    await expect(thief.probe(challenge, client.probeOf(alice.image()))).rejects.toMatchObject({
      code: 'device_unknown',
    })
    expect(await client.probe(challenge, client.probeOf(alice.image()))).toHaveProperty('answers')
  })

  it('is not given to who does not use those it has', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    for (let i = 0; i < 5; i++) await client.challenge(offer)
    await expect(client.challenge(offer)).rejects.toMatchObject({ code: 'too_many_tries' })
  })

  it('whose preparation was lost is answered all the same', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    const { challenge } = await client.challenge(offer)
    await world.restart()
    const probe = client.probeOf(alice.image())
    expect(await client.open(offer, challenge, probe, await client.probe(challenge, probe))).toHaveLength(9)
  })
})
