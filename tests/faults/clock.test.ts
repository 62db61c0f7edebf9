import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuseClosed } from '../../server/attempts/refuseClosed.ts'
import { waitAfter } from '../../server/attempts/waitAfter.ts'
import { areMovementsDue } from '../../server/challenges/areMovementsDue.ts'
import { countDraw } from '../../server/challenges/countDraw.ts'
import type { Parts } from '../../server/parts.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { interactionRecord } from '../server/interactionRecord.ts'
import { manage } from '../server/manage.ts'
import { jsonBody, type Client } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import type { World } from '../verifier/world.ts'

const hour = 60 * 60_000
const day = 24 * hour
/** There and back again, ahead and behind. */
const jumps = [hour, -hour, -hour, hour, day, -day, -day, day]

describe('a clock that jumps', () => {
  let world: World
  let website: RelyingParty
  let client: Client

  beforeAll(async () => {
    ;({ world, website, client } = await openEnrolledWorld())
  })
  afterAll(() => world.close())

  async function ticketFor(user: string): Promise<string> {
    const response = await fetch(`${world.issuer}/v1/tickets`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${site.id}:${site.secret}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ user }),
    })
    return ((await response.json()) as { code: string }).code
  }

  it('makes nothing good again that was used: proof, probe, token, code, recovery code, ticket', async () => {
    const attempt = await visit(world.issuer, website, 'alice')
    const { challenge } = await client.challenge(attempt.offer)
    const probe = client.probeOf(alice.image())
    const answer = await client.probe(challenge, probe)
    const token = await client.open(attempt.offer, challenge, probe, answer)
    if (token === null) throw new Error('Alice was not recognised')
    await client.sendToken(challenge, token)
    const callback = await attempt.finish()
    await attempt.signIn.complete(callback)
    const check = await manage(client).check()
    expect(await client.authenticate(check, alice.image())).toBe(true)
    const [code = ''] = await manage(client).recoveryCodes(check.ticket)
    const byCode = await visit(world.issuer, website, 'alice')
    await byCode.type(code)
    expect(await byCode.status()).toBe('recovered')
    const ticket = await ticketFor('alice')
    const byTicket = await visit(world.issuer, website, 'alice')
    await byTicket.type(ticket)
    expect(byTicket.offer.purpose).toBe('verify')
    const url = endpoints.abandon(world.issuer)
    const proof = { dpop: await client.prove('POST', url, { jti: randomUUID() }) }
    const abandoned = await visit(world.issuer, website, 'alice')
    const abandon = () => client.post(url, jsonBody({ ticket: abandoned.offer.ticket, reason: 'cancelled' }), proof)
    expect((await abandon()).status).toBe(204)

    for (const jump of jumps) {
      world.passTime(jump)
      expect([401, 404, 409, 410]).toContain((await abandon()).status)
      await expect(client.probe(challenge, probe)).rejects.toMatchObject({ name: 'Refusal' })
      await expect(client.sendToken(challenge, token)).rejects.toMatchObject({ name: 'Refusal' })
      await expect(attempt.signIn.complete(callback)).rejects.toThrow()
      const next = await visit(world.issuer, website, 'alice')
      expect(await next.type(code)).toContain('not')
      expect(await next.type(ticket)).toContain('not')
      expect(await next.status()).not.toBe('recovered')
      await client.abandon(next.offer, 'cancelled')
    }
  })

  it('keeps nobody out: whoever has to wait when it jumps waits no longer than without, and a sign-in goes on', async () => {
    const stranger = client.probeOf(person(2).image())
    for (const jump of [hour, day]) {
      // Failures are counted by a clock that is ahead, …
      world.passTime(jump)
      for (let left = 5; left > 0;) {
        const { offer } = await visit(world.issuer, website, 'alice')
        for (let i = 0; i < 3 && left > 0; i++, left--) await client.tryProbe(offer, stranger)
      }
      const closed = await visit(world.issuer, website, 'alice')
      await expect(client.challenge(closed.offer)).rejects.toMatchObject({ code: 'too_many_tries' })
      // … and it is set right.
      world.passTime(-jump)
      const open = await visit(world.issuer, website, 'alice')
      expect(await client.authenticate(open.offer, alice.image())).toBe(true)
      expect(await open.signIn.complete(await open.finish())).toMatchObject({ sub: 'alice' })
    }
  })

  it('leaves the account free to begin sign-ins, though many were begun by a clock that was ahead', async () => {
    world.passTime(day)
    for (let i = 0; i < 20; i++) await visit(world.issuer, website, 'bob')
    await expect(visit(world.issuer, website, 'bob')).rejects.toThrow('temporarily_unavailable')
    world.passTime(-day)
    expect((await visit(world.issuer, website, 'bob')).offer.account).toBe('bob')
  })
})

describe('what was written by a clock that was ahead', () => {
  it('closes no account until that time, and what was written by one that is right does', () => {
    const tries = { id: 'account:ada', failures: 7, notBefore: 1_000_000 + waitAfter(7) }
    expect(() => {
      refuseClosed(tries, 1_000_000)
    }).toThrow(expect.objectContaining({ code: 'too_many_tries', retryAfter: 120 }))
    refuseClosed(tries, 1_000_000 - hour)
  })

  it('counts as no movement made, nor as movements asked for', async () => {
    expect(areMovementsDue('daily', { movedAt: day }, 0)).toBe(true)
    expect(areMovementsDue('daily', { movedAt: 0 }, hour)).toBe(false)
    let draws = { id: 'device', count: 20, removeAt: day + hour }
    const interaction = interactionRecord('sign-in')
    const store = {
      draws: {
        find: () => Promise.resolve(draws),
        update: (_id: string, _when: object, change: object) => {
          draws = { ...draws, ...change }
          return Promise.resolve(true)
        },
      },
      interactions: { find: () => Promise.resolve(interaction), update: () => Promise.resolve(true) },
    }
    const limits = { sequencesPerHour: 20, sequencesPerInteraction: 8 }
    expect(await countDraw({ store, now: () => 0, config: { limits } } as unknown as Parts, 'sign-in', 'device')).toBe(
      1,
    )
    expect(draws).toEqual({ id: 'device', count: 1, removeAt: hour })
  })
})
