import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { Client } from '../verifier/client.ts'
import { manage } from '../server/manage.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { freshDatabase } from './freshDatabase.ts'

describe('a verifier that remembers in a database', { timeout: 120_000 }, () => {
  let database: Database
  let world: World
  let website: RelyingParty
  let client: Client
  let codes: readonly string[]

  beforeAll(async () => {
    database = await freshDatabase()
    world = await openWorld({ database: database.url, limits: { triesPerInteraction: 4 } })
    website = await createRelyingParty(world.issuer)
    client = await Client.create(world)
  })
  afterAll(async () => {
    await world.close()
    await database.drop()
  })

  const begin = () => visit(world.issuer, website, 'alice')

  it('enrols a face the first time and recognises it the next time, over a restart', async () => {
    const first = await begin()
    expect(first.offer).toMatchObject({ purpose: 'enrol', account: 'alice' })
    await client.enrol(first.offer, alice)
    codes = (await client.signIn(first.offer, alice.image()))?.recoveryCodes ?? []
    expect(codes).toHaveLength(10)
    expect(await first.signIn.complete(await first.finish())).toMatchObject({ sub: 'alice', amr: ['face', 'mfa'] })

    await world.restart()

    const second = await begin()
    expect(second.offer.purpose).toBe('verify')
    expect(await client.authenticate(second.offer, alice.image())).toBe(true)
    expect(await second.signIn.complete(await second.finish())).toMatchObject({ sub: 'alice', amr: ['face', 'mfa'] })
  })

  it('takes a recovery code once, of many who send it at the same time', async () => {
    const attempts = await Promise.all([begin(), begin()])
    const pages = await Promise.all(attempts.map((attempt) => attempt.type(codes[0] ?? '')))
    expect(pages.filter((page) => page.includes('You have 9 recovery codes left.'))).toHaveLength(1)
  })

  it('lets no more tries through than there are, however many come at the same time', async () => {
    const attempts = await Promise.all([begin(), begin()])
    const probe = client.probeOf(person(2).image())
    const challenges: string[] = []
    for (const { offer } of attempts)
      for (let i = 0; i < 4; i++) challenges.push((await client.challenge(offer)).challenge)
    const outcomes = await Promise.allSettled(challenges.map((challenge) => client.probe(challenge, probe)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'too_many_tries', status: 429 })
    world.passTime(31_000)
    expect(await client.authenticate((await begin()).offer, alice.image())).toBe(true)
  })

  it('forgets an account when its owner deletes it, in every table', async () => {
    const managing = manage(client)
    const check = await managing.check()
    expect(await client.authenticate(check, alice.image())).toBe(true)
    await managing.remove(check.ticket)
    await world.withStore(async ({ accounts, devices, recoveryCodes, ciphertexts }) => {
      for (const collection of [accounts, devices, recoveryCodes]) expect(await collection.findAll({})).toEqual([])
      expect(await ciphertexts.list()).toEqual([])
    })
    expect((await begin()).offer.purpose).toBe('enrol')
  })
})
