import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MatchOutput } from '../../shared/match/answerProbe.ts'
import { Client } from '../verifier/client.ts'
import { alice, openEnrolledWorld, type EnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

/** What the verifier had in its memory while it worked, to be looked at afterwards. Everything below is real. */
const seen = vi.hoisted(() => ({
  requests: [] as { readonly embeddings?: readonly Uint8Array[] }[],
  matched: [] as MatchOutput[],
  diskFull: false,
}))
vi.mock('../../server/http/readCbor.ts', async (original) => {
  const { readCbor } = await original<typeof import('../../server/http/readCbor.ts')>()
  const watched = async (...given: Parameters<typeof readCbor>): Promise<unknown> => {
    const request = await readCbor(...given)
    seen.requests.push(request as object)
    return request
  }
  return { readCbor: watched }
})
vi.mock('../../server/match/matchProbe.ts', async (original) => {
  const { matchProbe } = await original<typeof import('../../server/match/matchProbe.ts')>()
  const watched = async (...given: Parameters<typeof matchProbe>): Promise<MatchOutput> => {
    const matched = await matchProbe(...given)
    seen.matched.push(matched)
    return matched
  }
  return { matchProbe: watched }
})
vi.mock('../../server/store/openStore.ts', async (original) => {
  const { openStore } = await original<typeof import('../../server/store/openStore.ts')>()
  const failing = async (...given: Parameters<typeof openStore>): ReturnType<typeof openStore> => {
    const store = await openStore(...given)
    const flushed = () => (seen.diskFull ? Promise.reject(new Error('ENOSPC')) : store.tries.flushed())
    return { ...store, tries: { ...store.tries, flushed } }
  }
  return { openStore: failing }
})
beforeEach(() => {
  Object.assign(seen, { requests: [], matched: [], diskFull: false })
})

/** Nothing is left of those that came in the one request. */
function expectNoEmbeddings(): void {
  expect(seen.requests).toHaveLength(1)
  const bytes = seen.requests.flatMap(({ embeddings = [] }) => embeddings.map((embedding) => [...embedding]))
  expect(bytes.length).toBeGreaterThan(0)
  expect(bytes.flat().every((byte) => byte === 0)).toBe(true)
}

describe('of embeddings that were sent in the clear nothing is left in the memory', () => {
  let world: World
  let website: RelyingParty

  beforeAll(async () => {
    world = await openWorld({ training: 'server' })
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  it('when the template was trained', async () => {
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'trained')
    await client.enrolInTheClear(offer, alice.series())
    expectNoEmbeddings()
  })

  it('when a ticket of no sign-in refuses them', async () => {
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'unknown')
    const sent = client.enrolInTheClear({ ...offer, ticket: 'A'.repeat(43) }, alice.series())
    await expect(sent).rejects.toMatchObject({ code: 'interaction_unknown' })
    expectNoEmbeddings()
  })

  it('when another device than the one that would renew refuses them', async () => {
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'renewed')
    const more = { renews: 'A'.repeat(22), consent: { time: 1, version: 'A'.repeat(16) } }
    await expect(client.enrolInTheClear(offer, alice.series(), more)).rejects.toMatchObject({
      code: 'enrolment_refused',
    })
    expectNoEmbeddings()
  })

  it('when nobody has agreed', async () => {
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'unasked')
    const sent = client.enrolInTheClear(offer, alice.series(), { renews: 'A'.repeat(22) })
    await expect(sent).rejects.toMatchObject({ code: 'malformed_request' })
    expectNoEmbeddings()
  })
})

describe('nothing is left in the memory', () => {
  let opened: EnrolledWorld

  beforeAll(async () => {
    opened = await openEnrolledWorld()
  })
  afterAll(() => opened.world.close())

  it('of embeddings that came where a template is wanted', async () => {
    const { world, website } = opened
    const stranger = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'mallory')
    await expect(stranger.enrolInTheClear(offer, alice.series())).rejects.toMatchObject({ code: 'training_mismatch' })
    expectNoEmbeddings()
  })

  it('of a token whose try could not be written down', async () => {
    const { world, website, client } = opened
    const attempt = await visit(world.issuer, website, 'alice')
    const { challenge } = await client.challenge(attempt.offer)
    Object.assign(seen, { matched: [], diskFull: true })
    const probe = client.probe(challenge, client.probeOf(alice.image()))
    await expect(probe).rejects.toMatchObject({ status: 500 })
    expect(seen.matched).toHaveLength(1)
    expect(seen.matched[0]?.token).toEqual(new Uint8Array(9))
  })
})
