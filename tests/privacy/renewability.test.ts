import { expect, test } from 'vitest'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import type { Device } from '../../server/store/records.ts'
import type { Ciphertexts } from '../../server/store/store.ts'
import { Client } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { useManagedWorld } from '../server/useManagedWorld.ts'
import { website } from '../verifier/website.ts'
import { equalShare } from './equalShare.ts'

const managed = useManagedWorld()

/** What is the same for everybody who enrols in the same way, whatever her face. */
const sameForAll = {
  state: 'active',
  admission: 'first',
  renews: null,
  movementSet: 'turns',
  movedAt: null,
  name: null,
}

async function storedOf(devices: readonly string[]): Promise<{ record: Device; ciphertexts: Ciphertexts }[]> {
  const found: { record: Device; ciphertexts: Ciphertexts }[] = []
  await managed.world.withStore(async (store) => {
    for (const id of devices) {
      const record = await store.devices.find(id)
      const ciphertexts = await store.ciphertexts.read(id)
      if (record !== null && ciphertexts !== null) found.push({ record, ciphertexts })
    }
  })
  return found
}

test('what the verifier stores of one face at two accounts has no more in common than that of two faces', async () => {
  const first = await managed.enrolled('alice-at-work')
  const second = await managed.enrolled('alice-at-home')
  const bob = await Client.create(managed.world)
  const { offer } = await managed.begin('bob')
  await bob.enrol(offer, person(7))
  expect(await bob.authenticate(offer, person(7).image())).toBe(true)

  const stored = await storedOf([first.client.device, second.client.device, bob.device])
  expect(stored).toHaveLength(3)
  for (const { record } of stored) expect(record).toMatchObject(sameForAll)
  // All else differs, for her as for others. The threshold has a test of its own (unlinkability.test.ts), times are when she did it.
  const apart = ['id', 'account', 'proofKey', 'keyAndTemplate', 'interaction'] as const
  const known = [...apart, ...Object.keys(sameForAll), 'acceptThreshold', 'enrolledAt', 'lastUsedAt', 'consent']
  for (const { record } of stored) expect(Object.keys(record).filter((field) => !known.includes(field))).toEqual([])
  for (const field of apart) expect(new Set(stored.map(({ record }) => record[field])).size, field).toBe(3)
  const [one, other, stranger] = stored.map(({ ciphertexts }) => ciphertexts)
  for (const part of ['publicKey', 'template'] as const) {
    const [hers, twoFaces] = [equalShare(one?.[part], other?.[part]), equalShare(one?.[part], stranger?.[part])]
    expect(Math.abs(hers - twoFaces), part).toBeLessThan(0.01)
  }
})

test('a face that is taken anew leaves nothing of the template before, which opens nothing any more', async () => {
  const { client } = await managed.enrolled('renewing-rose')
  const [before] = await storedOf([client.device])

  const begun = await managed.begin('renewing-rose')
  expect(await client.authenticate(begun.offer, alice.image())).toBe(true)
  const fresh = await Client.create(managed.world)
  const renewed = Object.assign(Object.create(fresh) as Client, { proofKeys: client.proofKeys })
  await renewed.enrol(begun.offer, alice, 'turns', client.device)
  expect(await renewed.authenticate(begun.offer, alice.image())).toBe(true)

  const later = await managed.begin('renewing-rose')
  await expect(client.authenticate(later.offer, alice.image())).rejects.toMatchObject({ code: 'device_unknown' })
  expect(await renewed.authenticate(later.offer, alice.image())).toBe(true)

  expect(await storedOf([client.device])).toEqual([])
  const [after] = await storedOf([renewed.device])
  expect(after?.record.account).toBe(accountIdOf(website.id, 'renewing-rose'))
  // The same device proves itself by the same key; nothing that is made of her face is the same.
  expect(after?.record.proofKey).toBe(before?.record.proofKey)
  expect(after?.record.id).not.toBe(before?.record.id)
  expect(after?.record.keyAndTemplate).not.toBe(before?.record.keyAndTemplate)
  const chance = 0.01
  for (const part of ['publicKey', 'template'] as const)
    expect(equalShare(before?.ciphertexts[part], after?.ciphertexts[part]), part).toBeLessThan(headerShare + chance)
})

/** Of eight bytes of a residue the uppermost is zero in every ciphertext. */
const headerShare = 1 / 4
