import { afterAll, beforeAll, expect, it } from 'vitest'
import { sizes } from '../../shared/protocol/sizes.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

let world: World
let website: RelyingParty
const alice = person(1)

beforeAll(async () => {
  world = await openWorld()
  website = await createRelyingParty(world.issuer)
})
afterAll(() => world.close())

it('a crash between two steps of an enrolment leaves nothing on the disk, once the verifier runs again', async () => {
  const kept = await Client.create(world)
  const first = await visit(world.issuer, website, 'alice')
  await kept.enrol(first.offer, alice)
  expect(await kept.authenticate(first.offer, alice.image())).toBe(true)
  const waiting = await Client.create(world)
  const second = await visit(world.issuer, website, 'bob')
  await waiting.enrol(second.offer, alice)
  const ciphertexts = { publicKey: new Uint8Array(sizes.publicKey), template: new Uint8Array(sizes.template) }

  await world.withStore(async (store) => {
    // Ended before the record was written; and before the account named the device.
    await store.ciphertexts.write('without-record', ciphertexts)
    const device = await store.devices.find(waiting.device)
    if (device === null) throw new Error('No device')
    await store.devices.insert({ ...device, id: 'without-account', state: 'active' })
    await store.ciphertexts.write('without-account', ciphertexts)
  })
  await world.withStore(async (store) => {
    expect((await store.devices.findAll({})).map(({ id }) => id).sort()).toEqual([kept.device, waiting.device].sort())
    expect((await store.ciphertexts.list()).sort()).toEqual([kept.device, waiting.device].sort())
  })
  expect(world.log.join('')).toContain('"devices":1,"ciphertexts":1,"msg":"removed what a crash had left"')

  // Neither the device that is in use nor the one that waits was touched.
  expect(await waiting.authenticate(second.offer, alice.image())).toBe(true)
  const again = await visit(world.issuer, website, 'alice')
  expect(await kept.authenticate(again.offer, alice.image())).toBe(true)
})
