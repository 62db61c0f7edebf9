import { randomInt } from 'node:crypto'
import { compactVerify, createLocalJWKSet } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawMovements } from '../../server/challenges/drawMovements.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ChallengeClaims, ChallengeResponse } from '../../shared/protocol/challengeMessages.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { Client, cborBody, fetchMetadata, jsonBody, parse, Refusal } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

const alice = person(1)
const hours = (count: number) => count * 60 * 60_000

/** Somebody who has just arrived at the verifier's page. */
async function arrive(world: World, user = 'alice'): Promise<Offer> {
  return (await visit(world.issuer, await createRelyingParty(world.issuer), user)).offer
}

/** The code of a refusal, or `accepted`. */
async function outcomeOf(asked: Promise<unknown>): Promise<string> {
  return await asked.then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
}

describe('a sequence of movements', () => {
  const turns = Array.from({ length: 62 }, (_, i) => drawMovements('turns', () => i))
  const gentle = Array.from({ length: 320 }, (_, i) => drawMovements('gentle', () => i))

  it('is any of 62 with turns to both sides, or of 320 gentle ones, and never repeats a movement at once', () => {
    for (const [sequences, choices] of [
      [turns, ['left', 'right', 'up', 'down']],
      [gentle, ['up', 'down', 'nearer', 'tilt_left', 'tilt_right']],
    ] as const) {
      expect(new Set(sequences.map((sequence) => sequence.join())).size).toBe(sequences.length)
      for (const sequence of sequences) {
        expect(sequence).toHaveLength(4)
        expect(sequence.filter((movement) => !(choices as readonly string[]).includes(movement))).toEqual([])
        expect(sequence.filter((movement, i) => movement === sequence[i + 1])).toEqual([])
      }
    }
    expect(turns.filter((sequence) => !sequence.includes('left') || !sequence.includes('right'))).toEqual([])
    const asked: number[] = []
    drawMovements('turns', (count) => asked.push(count) - 1)
    drawMovements('gentle', (count) => asked.push(count) - 1)
    expect(asked).toEqual([62, 320])
  })

  it('is drawn as often as any other', () => {
    const draws = 62_000
    const counts = new Map(turns.map((sequence) => [sequence.join(), 0]))
    for (let i = 0; i < draws; i++) {
      const drawn = drawMovements('turns', randomInt).join()
      counts.set(drawn, (counts.get(drawn) ?? NaN) + 1)
    }
    const expected = draws / 62
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 61 degrees of freedom: exceeded once in some ten million runs.
    expect(chiSquared).toBeLessThan(140)
  })
})

describe('where heads move at each sign-in', () => {
  let world: World
  let client: Client

  beforeAll(async () => {
    world = await openWorld({ liveness: 'always' })
    client = await Client.create(world)
    const offer = await arrive(world)
    await client.enrol(offer, alice)
    expect((await client.challenge(offer)).movements).toHaveLength(4)
    expect(await client.authenticate(offer, alice.image())).toBe(true)
  })
  afterAll(() => world.close())

  it('a challenge is signed together with its movements, for this device and in answer to this request', async () => {
    const offer = await arrive(world)
    const nonce = toBase64url(crypto.getRandomValues(new Uint8Array(32)))
    const body = jsonBody({ ticket: offer.ticket, device: client.device, nonce })
    const response = read(ChallengeResponse, parse(await client.send(endpoints.challenges(world.issuer), body)))
    const keys = createLocalJWKSet((await fetchMetadata(world.issuer)).jwks)
    const { payload, protectedHeader } = await compactVerify(response.signature, keys, { algorithms: ['ES256'] })
    const { challenge, movements, expiresAt } = response
    expect(read(ChallengeClaims, parse(payload))).toEqual({
      iss: world.issuer,
      challenge,
      device: client.device,
      nonce,
      movements,
      expiresAt,
    })
    expect(protectedHeader.typ).toBe('zauth-challenge+jwt')
  })

  it('who asks cannot choose: neither movements nor their set', async () => {
    const { ticket } = await arrive(world)
    const good = { ticket, device: client.device, nonce: 'A'.repeat(43) }
    for (const wish of [
      { movements: ['left', 'right', 'left', 'right'] },
      { movementSet: 'gentle' },
      { movements: [] },
    ])
      expect(await outcomeOf(client.send(endpoints.challenges(world.issuer), jsonBody({ ...good, ...wish })))).toBe(
        'malformed_request',
      )
  })

  it('only the newest sequence of a sign-in takes a probe, so that nobody collects some and chooses', async () => {
    const offer = await arrive(world)
    const older = await client.challenge(offer)
    const newer = await client.challenge(offer)
    const probe = client.probeOf(alice.image())
    expect(await outcomeOf(client.probe(older.challenge, probe))).toBe('challenge_used')
    const response = await client.probe(newer.challenge, probe)
    const token = await client.open(offer, newer.challenge, probe, response)
    await client.challenge(offer)
    expect(await outcomeOf(client.sendToken(newer.challenge, token ?? new Uint8Array(9)))).toBe('challenge_used')
  })

  it('of many that ask at once, as many get a sequence as may, and the newest is one of them', async () => {
    const offer = await arrive(world)
    const asked = await Promise.all(Array.from({ length: 20 }, () => client.challenge(offer).catch(String)))
    const drawn = asked.filter((answer) => typeof answer !== 'string')
    expect(drawn).toHaveLength(8)
    expect(await outcomeOf(client.challenge(offer))).toBe('too_many_tries')
    const probe = client.probeOf(alice.image())
    const taken = await Promise.all(drawn.map(({ challenge }) => outcomeOf(client.probe(challenge, probe))))
    expect(taken.filter((outcome) => outcome === 'accepted')).toHaveLength(1)
    expect(taken.filter((outcome) => outcome === 'challenge_used')).toHaveLength(7)
  })

  it('a device that asks and never moves gets twenty sequences in an hour, in whichever sign-ins', async () => {
    world.passTime(hours(1))
    for (const count of [8, 8, 4]) {
      const offer = await arrive(world)
      for (let i = 0; i < count; i++) await client.challenge(offer)
    }
    await world.restart()
    const offer = await arrive(world)
    const refusal = await client.challenge(offer).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'too_many_tries', status: 429 })
    const { retryAfter = 0 } = refusal as Refusal
    expect(retryAfter).toBeGreaterThan(3500)
    world.passTime(1000 * retryAfter)
    expect(await client.authenticate(await arrive(world), alice.image())).toBe(true)
  })

  it('who moves well may sign in as often as she likes', async () => {
    for (let i = 0; i < 25; i++) expect(await client.authenticate(await arrive(world), alice.image())).toBe(true)
  })
})

describe('who shows a recording and asks for another sequence until it fits', () => {
  it('gets no further than eight of the sixty-two', async () => {
    let drawn = 0
    const world = await openWorld({ liveness: 'always', random: (count) => drawn++ % count })
    try {
      const client = await Client.create(world)
      const offer = await arrive(world)
      await client.enrol(offer, alice)
      const recorded = drawMovements('turns', () => 8).join()
      let refused = ''
      const offered: string[] = []
      while (refused === '' && !offered.includes(recorded)) {
        const challenge = await client.challenge(offer).catch((error: unknown) => error)
        if (challenge instanceof Refusal) refused = challenge.code
        else offered.push(read(ChallengeResponse, challenge).movements.join())
      }
      expect(refused).toBe('too_many_tries')
      expect(new Set(offered).size).toBe(8)
    } finally {
      await world.close()
    }
  })
})

describe('where heads move once in half a day', () => {
  it('the first sign-in of a device asks for movements, and the next after twelve hours', async () => {
    const world = await openWorld({ liveness: 'daily' })
    try {
      const client = await Client.create(world)
      const first = await arrive(world)
      await client.enrol(first, alice)
      const asked = async (offer: Offer): Promise<number> => (await client.challenge(offer)).movements.length
      expect(await asked(first)).toBe(4)
      // A wrong face moves nothing.
      expect(await client.authenticate(first, person(2).image())).toBe(false)
      expect(await asked(first)).toBe(4)
      expect(await client.authenticate(first, alice.image())).toBe(true)
      expect(await asked(await arrive(world))).toBe(0)
      expect(await client.authenticate(await arrive(world), alice.image())).toBe(true)
      world.passTime(hours(11.9))
      await world.restart()
      expect(await asked(await arrive(world))).toBe(0)
      world.passTime(hours(0.1))
      expect(await asked(await arrive(world))).toBe(4)
    } finally {
      await world.close()
    }
  })
})

describe('who cannot turn her head', () => {
  it('chooses gentle movements when she enrols, and is never asked for a turn', async () => {
    const world = await openWorld({
      liveness: 'always',
      limits: { sequencesPerInteraction: 100, sequencesPerHour: 1000 },
    })
    try {
      const client = await Client.create(world)
      const offer = await arrive(world)
      await client.enrol(offer, alice, 'gentle')
      const asked = new Set<string>()
      for (let i = 0; i < 20; i++) for (const one of (await client.challenge(offer)).movements) asked.add(one)
      expect(asked.has('left') || asked.has('right')).toBe(false)
      expect(asked.has('nearer') || asked.has('tilt_left') || asked.has('tilt_right')).toBe(true)
    } finally {
      await world.close()
    }
  })

  it('says so in one of two words', async () => {
    const world = await openWorld()
    try {
      const client = await Client.create(world)
      const { ticket } = await arrive(world)
      const enrolment = { training: 'server', ticket, publicKey: client.publicKey, embeddings: alice.series() }
      for (const set of [{}, { movementSet: 'none' }])
        expect(
          await outcomeOf(client.send(endpoints.enrolments(world.issuer), cborBody({ ...enrolment, ...set }))),
        ).toBe('malformed_request')
    } finally {
      await world.close()
    }
  })
})
