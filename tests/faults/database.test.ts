import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../tools/postgres/createDatabase.ts'
import { openPostgres, type Postgres } from '../../tools/postgres/openPostgres.ts'
import { freePort } from '../../tools/freePort.ts'
import type { Client } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'

/** Milliseconds within which whoever asks while it is gone hears so. */
const soon = 10_000
const busy = expect.objectContaining({ status: 503, code: 'busy', retryAfter: 5 }) as unknown

let postgres: Postgres
let database: Database
let world: World
let website: RelyingParty
let client: Client
let ready: string

beforeAll(async () => {
  postgres = await openPostgres()
  database = await createDatabase(postgres.url)
  const operator = { host: 'localhost', port: await freePort() }
  ready = `http://localhost:${operator.port}/readyz`
  ;({ world, website, client } = await openEnrolledWorld({ database: database.url, operator }))
}, 120_000)
afterAll(async () => {
  await world.close()
  await postgres.stop()
})

it('a database that is gone: whoever asks is told within seconds to come again, and when it is back the verifier goes on by itself', async () => {
  const attempt = await visit(world.issuer, website, 'alice')
  const stranger = client.probeOf(person(2).image())
  const failed = await client.tryProbe(attempt.offer, stranger)
  expect(failed.token).toBeNull()
  const { challenge } = await client.challenge(attempt.offer)
  expect((await fetch(ready)).status).toBe(200)

  await postgres.kill()
  const begun = performance.now()
  await expect(client.probe(challenge, stranger)).rejects.toEqual(busy)
  await expect(client.challenge(attempt.offer)).rejects.toEqual(busy)
  await expect(website.begin('alice')).rejects.toMatchObject({ cause: { status: 503 } })
  const page = await attempt.browser.get(attempt.page)
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5'])
  expect((await fetch(ready)).status).toBe(503)
  expect((await fetch(`${world.issuer}/healthz`)).status).toBe(200)
  expect(performance.now() - begun).toBeLessThan(soon)

  await postgres.start()
  await expect.poll(async () => (await fetch(ready)).status, { timeout: soon, interval: 200 }).toBe(200)
  // What was confirmed before is there, and used once is used.
  await expect(client.probe(failed.challenge, stranger)).rejects.toMatchObject({ code: 'challenge_used' })
  expect((await client.challenge(attempt.offer)).triesLeft).toBeLessThanOrEqual(2)
  expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
  expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ sub: 'alice' })
  expect(world.log.join('')).not.toContain(new URL(database.url).password)
}, 120_000)
