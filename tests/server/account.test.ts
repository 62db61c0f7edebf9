import { compactVerify, createLocalJWKSet } from 'jose'
import { describe, expect, it } from 'vitest'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { DeletionClaims } from '../../shared/protocol/accountMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { offerIn } from '../verifier/arrive.ts'
import { Client, fetchMetadata, parse } from '../verifier/client.ts'
import { manage } from './manage.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { website as site } from '../verifier/website.ts'
import { useManagedWorld } from './useManagedWorld.ts'

const managed = useManagedWorld()
const { begin, enrolled, checked, added, works } = managed

describe('a person who has her device in hand', () => {
  it('sees every device of her account: what it is called, since when it is there, when it was used', async () => {
    const before = managed.world.now()
    const { client } = await enrolled('sees')
    const second = await added(client, 'sees')
    await manage(client).name(client.device, 'Desk at home')
    const { devices, mayAdd, mostDevices, recoveryCodesLeft } = await manage(second).list()
    expect(devices).toMatchObject([
      { device: client.device, name: 'Desk at home', isOwn: false },
      { device: second.device, name: null, isOwn: true },
    ])
    for (const { enrolledAt, lastUsedAt } of devices) {
      expect(enrolledAt).toBeGreaterThanOrEqual(before)
      expect(lastUsedAt).toBeGreaterThanOrEqual(enrolledAt)
    }
    expect({ mayAdd, mostDevices, recoveryCodesLeft }).toEqual({ mayAdd: true, mostDevices: 5, recoveryCodesLeft: 10 })
  })

  it('revokes one that she has lost from another: it opens nothing any more, in no sign-in under way neither', async () => {
    const { client } = await enrolled('lost')
    const lost = await added(client, 'lost')
    const underWay = await begin('lost')
    const { challenge, token } = await lost.tryProbe(underWay.offer, lost.probeOf(alice.image()))
    if (token === null) throw new Error('Not recognised')
    await manage(client).revoke(lost.device, await checked(client))

    await expect(lost.sendToken(challenge, token)).rejects.toMatchObject({ code: 'device_unknown' })
    await expect(works(lost, 'lost')).rejects.toMatchObject({ code: 'device_unknown' })
    await expect(manage(lost).list()).rejects.toMatchObject({ code: 'device_unknown' })
    await expect(manage(lost).check()).rejects.toMatchObject({ code: 'device_unknown' })
    expect(await works(client, 'lost')).toBe(true)
    await managed.world.withStore(async ({ devices, ciphertexts, tries }) => {
      expect(await devices.find(lost.device)).toBeNull()
      expect(await ciphertexts.read(lost.device)).toBeNull()
      expect(await tries.find(`device:${lost.device}`)).toBeNull()
    })
  })

  it('takes the device before her from the account, but not the last one', async () => {
    const { client } = await enrolled('last')
    await expect(manage(client).revoke(client.device, await checked(client))).rejects.toMatchObject({
      code: 'last_device',
    })
    const second = await added(client, 'last')
    await manage(client).revoke(client.device, await checked(client))
    expect((await manage(second).list()).devices).toHaveLength(1)
  })

  it('adds a device by a short code, typed where recovery codes are', async () => {
    const { client } = await enrolled('adds')
    const { code, expiresAt } = await manage(client).add(await checked(client))
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(expiresAt - managed.world.now()).toBeLessThanOrEqual(600_000)
    const attempt = await begin('adds')
    const offer = offerIn(await attempt.type(` ${code.toLowerCase().replace('-', ' ')} `))
    expect(offer.purpose).toBe('enrol')
    const second = await Client.create(managed.world)
    await second.enrol(offer, alice)
    expect(await second.authenticate(offer, alice.image())).toBe(true)
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ amr: ['face', 'mfa'] })
    expect(await works(client, 'adds')).toBe(true)
    expect(await works(second, 'adds')).toBe(true)
  })

  it('makes ten new recovery codes, and the old ones are good no more', async () => {
    const { client, codes } = await enrolled('codes')
    const fresh = await manage(client).recoveryCodes(await checked(client))
    expect(new Set([...fresh, ...codes]).size).toBe(20)
    const attempt = await begin('codes')
    expect(await attempt.type(codes[0] ?? '')).toContain('no code of this account')
    expect(await attempt.type(fresh[0] ?? '')).toContain('was accepted</h1>')
  })

  it('does several things within five minutes of one check, and none after', async () => {
    const { client } = await enrolled('minutes')
    const ticket = await checked(client)
    await manage(client).add(ticket)
    managed.world.passTime(299_000)
    await manage(client).recoveryCodes(ticket)
    managed.world.passTime(2_000)
    await expect(manage(client).recoveryCodes(ticket)).rejects.toMatchObject({ status: 401, code: 'check_needed' })
  })

  it('has the name that her device was enrolled with kept when her face is taken anew', async () => {
    const { client } = await enrolled('renewed')
    await manage(client).name(client.device, 'Train')
    const offer = await manage(client).check()
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    await client.enrol(offer, alice, 'turns', client.device)
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    expect((await manage(client).list()).devices).toMatchObject([{ device: client.device, name: 'Train' }])
    // The check goes on to count for the device that has come in the old one's place.
    await manage(client).add(offer.ticket)
  })
})

describe('a person who deletes her account', () => {
  it('is left with a signed statement of what was deleted, and the verifier with nothing', async () => {
    const { client, codes } = await enrolled('deleted')
    const second = await added(client, 'deleted')
    const { keyAndTemplate } = second
    const underWay = await begin('deleted')
    const waiting = await Client.create(managed.world)
    await waiting.enrol(offerIn(await underWay.type((await manage(client).add(await checked(client))).code)), alice)
    const statement = await manage(client).remove(await checked(client))

    const { jwks } = await fetchMetadata(managed.world.issuer)
    const { payload, protectedHeader } = await compactVerify(statement, createLocalJWKSet(jwks))
    expect(protectedHeader).toMatchObject({ typ: 'zauth-deletion+jwt', alg: 'ES256' })
    const claims = read(DeletionClaims, parse(payload))
    expect(claims).toMatchObject({
      iss: managed.world.issuer,
      clientId: site.id,
      account: 'deleted',
      recoveryCodes: 10,
    })
    expect(claims.devices.map(({ device }) => device)).toEqual([client.device, second.device, waiting.device])
    expect(claims.devices[1]?.keyAndTemplate).toBe(keyAndTemplate)
    expect(claims.signIns).toBeGreaterThan(0)

    await expect(works(second, 'deleted')).rejects.toMatchObject({ code: 'device_unknown' })
    const attempt = await begin('deleted')
    expect(attempt.offer.purpose).toBe('enrol')
    expect(await attempt.type(codes[0] ?? '')).not.toContain('was accepted</h1>')
    await managed.world.withStore(async (store) => {
      const account = accountIdOf(site.id, 'deleted')
      for (const device of claims.devices) {
        expect(await store.devices.find(device.device)).toBeNull()
        expect(await store.ciphertexts.read(device.device)).toBeNull()
      }
      expect(await store.recoveryCodes.findAll({ account })).toEqual([])
      expect(await store.additions.find(account)).toBeNull()
      expect(await store.tries.find(`account:${account}`)).toBeNull()
    })
  })

  it('leaves no record of herself, if she has begun nothing since', async () => {
    const { client } = await enrolled('forgotten')
    await manage(client).remove(await checked(client))
    await managed.world.withStore(async ({ accounts, interactions }) => {
      const account = accountIdOf(site.id, 'forgotten')
      expect(await accounts.find(account)).toBeNull()
      expect(await interactions.findAll({ account })).toEqual([])
    })
    expect(managed.world.log.join('')).not.toContain('forgotten')
  })

  it('may enrol again afterwards, as if she had never been there', async () => {
    const { client } = await enrolled('again')
    await manage(client).remove(await checked(client))
    const { client: fresh, codes } = await enrolled('again')
    expect(codes).toHaveLength(10)
    expect(await works(fresh, 'again')).toBe(true)
  })
})
