import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { accountTries, deviceTries } from '../../server/attempts/trySubject.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Device } from '../../server/store/records.ts'
import type { Store } from '../../server/store/store.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { website as site } from '../verifier/website.ts'
import { createKiller } from './killer.ts'
import { createLives, type Confirmed } from './lives.ts'
import { randomFrom } from '../randomFrom.ts'
import { createShippedVerifier, type ShippedVerifier } from './shippedVerifier.ts'

/** Enrolments and sign-ins while it is killed; `npm run faults` makes 200. */
const runs = Number(process.env['ZAUTH_FAULT_RUNS'] ?? 24)
const seed = Number(process.env['ZAUTH_FAULT_SEED'] ?? Date.now() % 1_000_000)
/** Each enrolment ends with a sign-in. */
const [enrolments, signIns] = [Math.ceil(runs * 0.3), Math.ceil(runs * 0.4)]
/** Of those who enrol, how many give up when the verifier is killed meanwhile. */
const impatient = Math.ceil(enrolments / 5)
const kills = Math.ceil(runs / 12)
const requestsOfASignIn = 6
const atOnce = 4
/** Milliseconds: enough for a computer that has much else to do. */
const patience = 60_000 + runs * 10_000

describe('a verifier that is killed at any moment', () => {
  let verifier: ShippedVerifier
  const random = randomFrom(seed)
  const [face, stranger] = [person(1), person(2)]

  beforeAll(async () => {
    verifier = await createShippedVerifier()
    await verifier.start()
  })
  afterAll(() => verifier.close())

  const somebody = async (user: string): Promise<Confirmed> => {
    const client = await Client.create({ issuer: verifier.issuer, now: Date.now })
    return { user, client, device: null, stored: new Set(), failures: 0, codes: [] }
  }

  it(
    `has all that it confirmed, nothing by half, and takes nothing twice (ZAUTH_FAULT_SEED=${seed})`,
    async () => {
      const website = await createRelyingParty(verifier.issuer)
      const requests = (enrolments + signIns) * requestsOfASignIn
      const killer = createKiller(verifier, { kills, requests, random })
      const lives = createLives(verifier, killer, website)
      const patient = await Promise.all(
        Array.from({ length: enrolments - impatient }, (_, i) => somebody(`patient ${i}`)),
      )
      const hasty = await Promise.all(Array.from({ length: impatient }, (_, i) => somebody(`hasty ${i}`)))

      const enrolling = [
        ...patient.map((one) => () => lives.signIn(one, face)),
        ...hasty.map((one) => () => lives.enrolOnce(one, face)),
      ]
      await inParallel(shuffled(enrolling, random))
      // Whose first answer was lost in a kill has no codes.
      const withCodes = patient.filter(({ codes }) => codes.length > 0)
      const signingIn = Array.from({ length: signIns }, (_, i) => async () => {
        const byCode = i % 6 === 2
        const one = (byCode ? withCodes[i % withCodes.length] : undefined) ?? patient[i % patient.length]
        if (!one) throw new RangeError('Nobody is there')
        const wrong = i % 4 === 1 ? { wrong: stranger.image() } : {}
        await lives.signIn(one, face, { ...wrong, byCode })
      })
      await inParallel(signingIn)
      const failing = patient.slice(0, Math.ceil(patient.length / 8))
      await inParallel(
        failing.map((one) => async () => {
          for (let i = 0; i < 2; i++) await lives.fail(one, stranger.image())
        }),
      )
      await killer.up()
      await verifier.end('SIGKILL')

      // It tidies up when it starts.
      await verifier.start()
      await verifier.end('SIGTERM')
      const store = await openNedbStore(verifier.data)
      try {
        for (const one of [...patient, ...hasty]) await expectWhole(store, one)
        await expectNothingByHalf(store)
        for (const { device, failures } of failing) {
          expect((await store.tries.find(deviceTries(device ?? '')))?.failures).toBeGreaterThanOrEqual(failures)
        }
      } finally {
        await store.close()
      }

      await verifier.start()
      await lives.sendAgain()
      await inParallel(patient.map((one) => () => lives.signIn(one, face)))
      await inParallel(hasty.map((one) => () => lives.signIn(one, face)))
      expect(lives.violations).toEqual([])
      expect(killer.kills).toBeGreaterThanOrEqual(Math.floor(kills / 2))
      const counted = Object.groupBy(lives.used, ({ what }) => what)
      for (const what of ['token', 'probe', 'code', 'recovery code'] as const) expect(counted[what]).toBeDefined()
    },
    patience,
  )
})

/** What was confirmed to somebody is there, and what was not is there as a whole or not at all. */
async function expectWhole(store: Store, { user, device, stored, failures }: Confirmed): Promise<void> {
  const account = await store.accounts.find(accountIdOf(site.id, user))
  if (device !== null) {
    expect(account?.devices, user).toContain(device)
    const found = await store.devices.find(device)
    expect(found, user).toMatchObject({ state: 'active' })
    const counted = await store.tries.find(accountTries(found?.account ?? ''))
    expect(counted?.failures ?? 0, user).toBeGreaterThanOrEqual(failures)
  }
  for (const id of stored) {
    const found = await store.devices.find(id)
    // It may have made room for another one, or have become the account's own without anybody hearing of it.
    if (found !== null) expect(await isWhole(store, found), user).toBe(true)
  }
}

async function expectNothingByHalf(store: Store): Promise<void> {
  const devices = await store.devices.findAll({})
  for (const device of devices) {
    expect(await isWhole(store, device)).toBe(true)
    const isOwn = (await store.accounts.find(device.account))?.devices.includes(device.id) === true
    expect(isOwn, `device ${device.state}`).toBe(device.state === 'active')
  }
  const known = new Set(devices.map(({ id }) => id))
  expect((await store.ciphertexts.list()).filter((id) => !known.has(id))).toEqual([])
  for (const account of await store.accounts.findAll({}))
    for (const id of account.devices) expect(known.has(id), account.userId).toBe(true)
}

async function isWhole(store: Store, { id, keyAndTemplate }: Device): Promise<boolean> {
  const found = await store.ciphertexts.read(id)
  if (found === null) return false
  return toBase64url(await keyAndTemplateHash(found.publicKey, found.template)) === keyAndTemplate
}

/** A few at a time; the first that fails ends it. */
async function inParallel(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks]
  const work = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task()
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
