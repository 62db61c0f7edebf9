import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countTry } from '../../server/attempts/countTry.ts'
import { giveBackTry } from '../../server/attempts/giveBackTry.ts'
import { accountTries, deviceTries } from '../../server/attempts/trySubject.ts'
import type { Parts } from '../../server/parts.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Store } from '../../server/store/store.ts'
import { interactionRecord } from './interactionRecord.ts'

let data: string
let store: Store
let parts: Parts
let time = 0
const subject = { interaction: 'sign-in', account: 'ada', device: 'a-device' }

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-give-back-'))
  store = await openNedbStore(data)
  time = 1000
  parts = { store, now: () => time, config: { limits: { triesPerInteraction: 20 } } } as unknown as Parts
  await store.interactions.insert(interactionRecord(subject.interaction, { expiresAt: 10_000_000 }))
})
afterEach(async () => {
  await store.close()
  await rm(data, { recursive: true })
})

const counted = async () => ({
  account: await store.tries.find(accountTries(subject.account)),
  device: await store.tries.find(deviceTries(subject.device)),
  interaction: (await store.interactions.find(subject.interaction))?.tries,
})

it('a try that the verifier was too busy to make is given back to account, device and sign-in', async () => {
  await countTry(parts, subject)
  await countTry(parts, subject)
  await giveBackTry(parts, subject)
  expect(await counted()).toMatchObject({ account: { failures: 1 }, device: { failures: 1 }, interaction: 1 })
})

it('also in a sign-in that has ended well, where a new device still proves itself', async () => {
  await store.interactions.update(subject.interaction, {}, { state: 'authenticated' })
  await countTry(parts, subject)
  await countTry(parts, subject)
  await giveBackTry(parts, subject)
  expect(await counted()).toMatchObject({ interaction: 1 })
})

it('and does not make the person wait, nor let more through than are left', async () => {
  for (let failures = 0; failures < 4; failures++) await countTry(parts, subject)
  await countTry(parts, subject)
  await expect(countTry(parts, subject)).rejects.toMatchObject({ code: 'too_many_tries' })
  await giveBackTry(parts, subject)
  await countTry(parts, subject)
  await expect(countTry(parts, subject)).rejects.toMatchObject({ code: 'too_many_tries' })
})

it('many at once give back as many as they are, and never more than were taken', async () => {
  for (let failures = 0; failures < 4; failures++) await countTry(parts, subject)
  await Promise.all(Array.from({ length: 3 }, () => giveBackTry(parts, subject)))
  expect(await counted()).toMatchObject({ account: { failures: 1 }, device: { failures: 1 }, interaction: 1 })
  await Promise.all(Array.from({ length: 3 }, () => giveBackTry(parts, subject)))
  expect(await counted()).toMatchObject({ account: { failures: 0 }, device: { failures: 0 }, interaction: 0 })
})
