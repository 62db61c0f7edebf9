import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

let world: World
let website: RelyingParty
/** Alice in another light: somebody else, as far as the template can tell. */
const changed = person(7)

beforeAll(async () => {
  world = await openWorld()
  website = await createRelyingParty(world.issuer)
})
afterAll(() => world.close())

const begin = (user: string) => visit(world.issuer, website, user)

async function enrolled(user: string): Promise<Client> {
  const client = await Client.create(world)
  const { offer } = await begin(user)
  await client.enrol(offer, alice)
  expect(await client.authenticate(offer, alice.image())).toBe(true)
  return client
}

/** A sign-in that the device has just authenticated. */
async function signedIn(client: Client, user: string): Promise<Visit> {
  const attempt = await begin(user)
  expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
  return attempt
}

describe('a face that is taken anew', () => {
  it('takes the place of the old one with its first accepted token', async () => {
    const client = await enrolled('renews')
    const old = client.device
    const attempt = await signedIn(client, 'renews')
    await client.enrol(attempt.offer, changed, 'turns', old)
    expect(client.device).not.toBe(old)
    expect(await client.authenticate(attempt.offer, changed.image())).toBe(true)
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ amr: ['face', 'mfa'] })

    expect(await client.authenticate((await begin('renews')).offer, changed.image())).toBe(true)
    expect(await client.authenticate((await begin('renews')).offer, alice.image())).toBe(false)
    await world.withStore(async ({ devices, ciphertexts }) => {
      expect(await devices.find(old)).toBeNull()
      expect(await ciphertexts.read(old)).toBeNull()
    })
  })

  it('changes nothing before that: the old one stays good', async () => {
    const client = await enrolled('unfinished')
    const old = { device: client.device, keyAndTemplate: client.keyAndTemplate }
    const attempt = await signedIn(client, 'unfinished')
    await client.enrol(attempt.offer, changed, 'turns', old.device)
    expect(await client.authenticate(attempt.offer, person(8).image())).toBe(false)
    await client.abandon(attempt.offer, 'cancelled')
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ amr: ['face', 'mfa'] })
    Object.assign(client, old)
    expect(await client.authenticate((await begin('unfinished')).offer, alice.image())).toBe(true)
  })

  it('is moved as the old one was: nobody chooses easier movements for it', async () => {
    const client = await enrolled('easier')
    const attempt = await signedIn(client, 'easier')
    await client.enrol(attempt.offer, changed, 'gentle', client.device)
    expect(await client.authenticate(attempt.offer, changed.image())).toBe(true)
    await world.withStore(async ({ devices }) => {
      expect(await devices.find(client.device)).toMatchObject({ admission: 'renewal', movementSet: 'turns' })
    })
  })

  it('has tries of its own, and no more than those', async () => {
    const client = await enrolled('tries')
    const attempt = await signedIn(client, 'tries')
    await client.enrol(attempt.offer, changed, 'turns', client.device)
    for (let tries = 0; tries < 2; tries++) {
      expect(await client.authenticate(attempt.offer, person(8).image())).toBe(false)
    }
    await client.tryProbe(attempt.offer, client.probeOf(person(8).image()))
    await expect(client.challenge(attempt.offer)).rejects.toMatchObject({ code: 'too_many_tries' })
  })
})

describe('nobody takes a face anew', () => {
  it('before the device has authenticated in this very sign-in', async () => {
    const client = await enrolled('early')
    const { offer } = await begin('early')
    await expect(client.enrol(offer, changed, 'turns', client.device)).rejects.toMatchObject({
      code: 'enrolment_refused',
    })
    await signedIn(client, 'early')
    await expect(client.enrol(offer, changed, 'turns', client.device)).rejects.toMatchObject({
      code: 'enrolment_refused',
    })
  })

  it('with another key, or for another device', async () => {
    const [client, hers] = [await enrolled('mine'), await enrolled('hers')]
    const { offer } = await signedIn(client, 'mine')
    const thief = await Client.create(world)
    const refusal = { code: 'device_unknown' }
    await expect(thief.enrol(offer, changed, 'turns', client.device)).rejects.toMatchObject(refusal)
    await expect(client.enrol(offer, changed, 'turns', hers.device)).rejects.toMatchObject(refusal)
    await expect(hers.enrol(offer, changed, 'turns', hers.device)).rejects.toMatchObject(refusal)
  })

  it('without saying which device, in a sign-in that is over', async () => {
    const client = await enrolled('silent')
    const { offer } = await signedIn(client, 'silent')
    await expect(client.enrol(offer, changed)).rejects.toMatchObject({ code: 'interaction_over' })
  })

  it('when the sign-in’s time has run out, neither the series nor its token', async () => {
    const client = await enrolled('late')
    const { offer } = await signedIn(client, 'late')
    const old = client.device
    await client.enrol(offer, changed, 'turns', old)
    world.passTime(601_000)
    await expect(client.challenge(offer)).rejects.toMatchObject({ code: 'interaction_expired' })
    await expect(client.enrol(offer, changed, 'turns', old)).rejects.toMatchObject({ code: 'interaction_expired' })
  })

  it('with the embeddings themselves, of who has not agreed to that just now', async () => {
    await using closing = new AsyncDisposableStack()
    const trained = closing.adopt(await openWorld({ training: 'server' }), (opened) => opened.close())
    const site = await createRelyingParty(trained.issuer)
    const client = await Client.create(trained)
    const first = await visit(trained.issuer, site, 'in clear')
    await client.enrolInTheClear(first.offer, alice.series())
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    const { offer } = await visit(trained.issuer, site, 'in clear')
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    const renews = client.device
    await expect(client.enrolInTheClear(offer, changed.series(), { renews })).rejects.toMatchObject({
      code: 'malformed_request',
    })
    await client.enrolInTheClear(offer, changed.series(), { renews, consent: { time: 1, version: 'A'.repeat(16) } })
    expect(await client.authenticate(offer, changed.image())).toBe(true)
  })

  it('of a device that was renewed before', async () => {
    const client = await enrolled('twice')
    const { offer } = await signedIn(client, 'twice')
    const old = client.device
    await client.enrol(offer, alice, 'turns', old)
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    await expect(client.enrol(offer, changed, 'turns', old)).rejects.toMatchObject({ code: 'device_unknown' })
    // Its successor has authenticated in this sign-in, too.
    await client.enrol(offer, changed, 'turns', client.device)
    expect(await client.authenticate(offer, changed.image())).toBe(true)
  })
})
