import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { pack } from '../../shared/match/packing.ts'
import { signsOf } from '../../shared/match/signs.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import type { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'

/** Who has stolen Alice's device with all its keys, and her password, sends whatever she likes. */
describe('a modified client with every key, but', () => {
  let world: World
  let website: RelyingParty
  let client: Client
  let attempt: Visit
  const mallory = person(2)

  beforeAll(async () => {
    ;({ world, website, client } = await openEnrolledWorld())
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    // A run of failures makes every further try wait.
    world.passTime(3_600_000)
    attempt = await visit(world.issuer, website, 'alice')
  })

  const encrypted = (coefficients: BigUint64Array<ArrayBuffer>) =>
    encryptSeeded(client.context, client.secretKey, coefficients)

  async function triesLeft(offer: Offer): Promise<number> {
    return (await client.challenge(offer)).triesLeft
  }

  async function expectRefused(probe: Uint8Array<ArrayBuffer>): Promise<void> {
    const { token } = await client.tryProbe(attempt.offer, probe)
    expect(token).toBeNull()
    expect(await triesLeft(attempt.offer)).toBe(2)
    await client.abandon(attempt.offer, 'not_recognised')
    const callback = await attempt.finish()
    expect(callback.searchParams.get('error')).toBe('access_denied')
    expect(callback.searchParams.has('code')).toBe(false)
  }

  it('with the right face gets in: what follows fails for the right reason', async () => {
    const { token, challenge } = await client.tryProbe(attempt.offer, encrypted(pack(signsOf(alice.image()))))
    expect(token).toHaveLength(9)
    await client.sendToken(challenge, token ?? new Uint8Array(9))
    expect((await attempt.finish()).searchParams.get('code')).toBeTruthy()
  })

  it('with another face gets no token, no code, and has spent a try', async () => {
    await expectRefused(client.probeOf(mallory.image()))
  })

  it('with signs that are scaled up gets no token, no code, and has spent a try', async () => {
    const scaled = Array.from(signsOf(alice.image()), (sign) => 3 * sign)
    await expectRefused(encrypted(pack(scaled)))
  })

  it('with one slot that is not a sign gets no token, no code, and has spent a try', async () => {
    const values = Array.from(signsOf(alice.image()))
    values[17] = 2
    await expectRefused(encrypted(pack(values)))
  })

  it('with a stray coefficient gets no token, no code, and has spent a try', async () => {
    const coefficients = pack(signsOf(alice.image()))
    coefficients[1] = 1n
    await expectRefused(encrypted(coefficients))
  })

  it('with a token that was good before gets no code', async () => {
    const earlier = await client.tryProbe(attempt.offer, client.probeOf(alice.image()))
    const token = earlier.token ?? new Uint8Array(9)
    await client.sendToken(earlier.challenge, token)
    await attempt.finish()

    const replayed = await visit(world.issuer, website, 'alice')
    await expect(client.sendToken(earlier.challenge, token)).rejects.toMatchObject({ code: 'interaction_over' })
    const { challenge } = await client.tryProbe(replayed.offer, client.probeOf(mallory.image()))
    await expect(client.sendToken(challenge, token)).rejects.toMatchObject({ code: 'token_wrong', status: 403 })
    await expect(client.sendToken(challenge, token)).rejects.toMatchObject({ code: 'challenge_used' })
    expect(await triesLeft(replayed.offer)).toBe(2)
    await client.abandon(replayed.offer, 'not_recognised')
    expect((await replayed.finish()).searchParams.has('code')).toBe(false)
  })

  it('with a guessed token gets no code, and no second guess', async () => {
    const { challenge } = await client.tryProbe(attempt.offer, client.probeOf(mallory.image()))
    await expect(client.sendToken(challenge, new Uint8Array(9))).rejects.toMatchObject({ code: 'token_wrong' })
    await expect(client.sendToken(challenge, new Uint8Array(9).fill(1))).rejects.toMatchObject({
      code: 'challenge_used',
    })
    expect(await triesLeft(attempt.offer)).toBe(2)
    await client.abandon(attempt.offer, 'not_recognised')
    expect((await attempt.finish()).searchParams.has('code')).toBe(false)
  })

  it('without a probe has no token to guess', async () => {
    const { challenge } = await client.challenge(attempt.offer)
    await expect(client.sendToken(challenge, new Uint8Array(9))).rejects.toMatchObject({ code: 'challenge_used' })
  })
})
