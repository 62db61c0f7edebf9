import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal, type Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'

describe('tries', () => {
  let world: World
  let website: RelyingParty
  let client: Client
  const mallory = person(2)

  beforeAll(async () => {
    ;({ world, website, client } = await openEnrolledWorld({ limits: { triesPerInteraction: 5 } }))
  })
  afterAll(() => world.close())

  it('that come at the same time, over two sign-ins, do not pass the counter', async () => {
    const visits = await Promise.all([visit(world.issuer, website, 'alice'), visit(world.issuer, website, 'alice')])
    const probe = client.probeOf(mallory.image())
    const challenges: string[] = []
    for (const { offer } of visits) {
      for (let i = 0; i < 4; i++) challenges.push((await client.challenge(offer)).challenge)
    }
    const outcomes = await Promise.allSettled(challenges.map((challenge) => client.probe(challenge, probe)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'too_many_tries', status: 429 })
    }
  })

  it('wait 30 seconds after five failures, longer after each more, and not at all after a success', async () => {
    const { offer } = await visit(world.issuer, website, 'alice')
    const refusal = await client.challenge(offer).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    const { retryAfter } = refusal as Refusal
    expect(retryAfter).toBeGreaterThan(0)
    expect(retryAfter).toBeLessThanOrEqual(30)

    world.passTime(31_000)
    expect((await client.tryProbe(offer, client.probeOf(mallory.image()))).token).toBeNull()
    await expect(client.challenge(offer)).rejects.toMatchObject({ code: 'too_many_tries' })
    world.passTime(31_000)
    await expect(client.challenge(offer)).rejects.toMatchObject({ code: 'too_many_tries' })

    world.passTime(30_000)
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    const next = await visit(world.issuer, website, 'alice')
    expect((await client.tryProbe(next.offer, client.probeOf(mallory.image()))).token).toBeNull()
    expect((await client.challenge(next.offer)).triesLeft).toBe(4)
  })

  it('end with the sign-in when its last one has failed, and the website hears of it', async () => {
    const attempt = await visit(world.issuer, website, 'alice')
    expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
    const last = await visit(world.issuer, website, 'alice')
    for (let i = 0; i < 5; i++) {
      const { challenge, token } = await client.tryProbe(last.offer, client.probeOf(mallory.image()))
      expect(token).toBeNull()
      await expect(client.sendToken(challenge, new Uint8Array(9))).rejects.toMatchObject({ code: 'token_wrong' })
    }
    expect(await last.status()).toBe('refused')
    const callback = await last.finish()
    expect(callback.searchParams.get('error')).toBe('access_denied')
    expect(callback.searchParams.get('error_description')).toBe('The face was not recognised.')
  })

  it('are over for a device after fifty failures in a row, even with the right face', async () => {
    await world.withStore(async ({ tries }) => {
      const id = `device:${client.device}`
      await tries.insert({ id, failures: 0, notBefore: 0 })
      expect(await tries.update(id, {}, { failures: 49 })).toBe(true)
    })
    world.passTime(86_400_000)
    const { offer } = await visit(world.issuer, website, 'alice')
    expect((await client.tryProbe(offer, client.probeOf(mallory.image()))).token).toBeNull()
    world.passTime(86_400_000)
    const next = await visit(world.issuer, website, 'alice')
    expect(next.offer.purpose).toBe('verify')
    await expect(client.authenticate(next.offer, alice.image())).rejects.toMatchObject({
      code: 'device_disabled',
      status: 403,
    })
  })
})
