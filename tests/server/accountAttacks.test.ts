import { describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { Client } from '../verifier/client.ts'
import { ask, manage } from './manage.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { useManagedWorld } from './useManagedWorld.ts'

const managed = useManagedWorld()
const { begin, enrolled, checked, added, works } = managed

describe('a thief of a device’s keys, without the face,', () => {
  it('destroys and adds nothing, names nothing but the device itself', async () => {
    const { client } = await enrolled('keys')
    const second = await added(client, 'keys')
    const thief = manage(second)
    for (const attempt of [
      () => thief.revoke(client.device),
      () => thief.revoke(second.device),
      () => thief.add(),
      () => thief.recoveryCodes(),
      () => thief.remove(),
      () => thief.name(client.device, 'Lost, revoke me'),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ status: 401, code: 'check_needed' })
    }
    await thief.name(second.device, 'Mine')
    expect((await manage(client).list()).devices).toMatchObject([{ name: null }, { name: 'Mine' }])
  })

  it('gains nothing by a check that was only begun, or that another face has failed', async () => {
    const { client } = await enrolled('begun')
    const { ticket, ...offer } = await manage(client).check()
    await expect(manage(client).remove(ticket)).rejects.toMatchObject({ code: 'check_needed' })
    expect(await client.authenticate({ ...offer, ticket }, person(2).image())).toBe(false)
    await expect(manage(client).remove(ticket)).rejects.toMatchObject({ code: 'check_needed' })
  })

  it('gains nothing by a sign-in at a website, which the owner has just ended well with that very device', async () => {
    const { client } = await enrolled('website')
    const { offer } = await begin('website')
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    await expect(manage(client).remove(offer.ticket)).rejects.toMatchObject({ code: 'check_needed' })
  })

  it('cannot make the account’s other devices wait, nor keep them from revoking it', async () => {
    const { client } = await enrolled('waits')
    const stolen = await added(client, 'waits')
    for (let failures = 0; failures < 5;) {
      const offer = await manage(stolen).check()
      for (let tries = 0; tries < 3 && failures < 5; tries++, failures++)
        expect(await stolen.authenticate(offer, person(2).image())).toBe(false)
    }
    await expect(stolen.challenge(await manage(stolen).check())).rejects.toMatchObject({ code: 'too_many_tries' })
    expect(await works(client, 'waits')).toBe(true)

    // With the password, too: then the account waits in sign-ins, and is managed nevertheless.
    const attempt = await begin('waits')
    managed.world.passTime(31_000)
    expect(await stolen.authenticate(attempt.offer, person(2).image())).toBe(false)
    await manage(client).revoke(stolen.device, await checked(client))
  })

  it('has one check at a time, and keeps nobody from a sign-in by beginning many', async () => {
    const { client } = await enrolled('crowd')
    const offers = []
    for (let i = 0; i < 25; i++) offers.push(await manage(client).check())
    const [first, newest] = [offers.at(0), offers.at(-1)]
    if (!first || !newest) throw new Error('No check')
    await expect(client.challenge(first)).rejects.toMatchObject({ code: 'interaction_over' })
    expect(await works(client, 'crowd')).toBe(true)
    expect(await client.authenticate(newest, alice.image())).toBe(true)
  })

  it('lets no device in by a check, and has no page for it', async () => {
    const { client } = await enrolled('no-page')
    const offer = await manage(client).check()
    expect(offer).toMatchObject({ own: true, purpose: 'verify', account: 'no-page' })
    const intruder = await Client.create(managed.world)
    await expect(intruder.enrol(offer, person(2))).rejects.toMatchObject({ code: 'enrolment_refused' })
    await client.authenticate(offer, alice.image())
    await expect(intruder.enrol(offer, person(2))).rejects.toMatchObject({ code: 'enrolment_refused' })
  })
})

describe('nobody', () => {
  it('manages an account by another’s device, or by another’s check', async () => {
    const [{ client: hers }, { client: his }] = [await enrolled('hers'), await enrolled('his')]
    const ticket = await checked(his)
    await expect(manage(his).revoke(hers.device, ticket)).rejects.toMatchObject({ code: 'device_unknown' })
    await expect(manage(his).name(hers.device, 'Mine', ticket)).rejects.toMatchObject({ code: 'device_unknown' })
    await expect(manage(hers).remove(ticket)).rejects.toMatchObject({ code: 'check_needed' })
    expect(await works(hers, 'hers')).toBe(true)
  })

  it('manages it by the check of another device of the same account', async () => {
    const { client } = await enrolled('same')
    const second = await added(client, 'same')
    const ticket = await checked(client)
    await expect(manage(second).revoke(client.device, ticket)).rejects.toMatchObject({ code: 'check_needed' })
    // In a check that the other has begun, it shows its own owner's face, for itself.
    const offer = await manage(client).check()
    expect(await second.authenticate(offer, alice.image())).toBe(true)
    await expect(manage(client).remove(offer.ticket)).rejects.toMatchObject({ code: 'check_needed' })
  })

  it('sends a request twice, or to another address than its proof is for', async () => {
    const { client } = await enrolled('replay')
    const ticket = await checked(client)
    const proof = { jti: 'once' }
    const url = endpoints.additions(managed.world.issuer)
    await ask(client, 'POST', url, { ticket, proof })
    await expect(ask(client, 'POST', url, { ticket, proof })).rejects.toMatchObject({ code: 'invalid_proof' })
    for (const wrong of [
      { url: endpoints.account(managed.world.issuer) },
      { method: 'POST' },
      { ath: 'of another check' },
    ]) {
      const sent = { ticket, proof: wrong }
      await expect(
        ask(client, 'DELETE', endpoints.device(managed.world.issuer, client.device), sent),
      ).rejects.toMatchObject({
        code: 'invalid_proof',
      })
    }
    await expect(ask(client, 'POST', url, { ticket, proof: { iat: 0 } })).rejects.toMatchObject({
      code: 'invalid_proof',
    })
  })

  it('manages it from a page of the web, with the device’s keys neither', async () => {
    const { client } = await enrolled('web')
    const headers = { origin: 'https://evil.example' }
    await expect(ask(client, 'GET', endpoints.devices(managed.world.issuer), { headers })).rejects.toMatchObject({
      code: 'malformed_request',
    })
  })

  it('gives a device a name that hides or turns what stands beside it', async () => {
    const { client } = await enrolled('named')
    for (const name of ['', 'a'.repeat(65), 'a\u202eb', 'a\nb'])
      await expect(manage(client).name(client.device, name)).rejects.toMatchObject({ code: 'malformed_request' })
  })
})

describe('of two devices', () => {
  it('that revoke each other at the same moment, one stays', async () => {
    for (let round = 0; round < 2; round++) {
      const user = `duel-${round}`
      const { client } = await enrolled(user)
      const second = await added(client, user)
      const [one, two] = [await checked(client), await checked(second)]
      await Promise.allSettled([manage(client).revoke(second.device, one), manage(second).revoke(client.device, two)])
      expect((await begin(user)).offer.purpose).toBe('verify')
      const lists = await Promise.allSettled([manage(client).list(), manage(second).list()])
      const staying = lists.flatMap((list) => (list.status === 'fulfilled' ? [list.value.devices] : []))
      expect(staying).toHaveLength(1)
      expect(staying[0]).toHaveLength(1)
    }
  })

  it('the one that is revoked while its token is on the way does not come back', async () => {
    for (let round = 0; round < 2; round++) {
      const user = `token-${round}`
      const { client } = await enrolled(user)
      const second = await added(client, user)
      const { offer } = await begin(user)
      const { challenge, token } = await second.tryProbe(offer, second.probeOf(alice.image()))
      if (token === null) throw new Error('Not recognised')
      const ticket = await checked(client)
      await Promise.allSettled([second.sendToken(challenge, token), manage(client).revoke(second.device, ticket)])
      expect((await manage(client).list()).devices).toMatchObject([{ device: client.device }])
    }
  })
})
