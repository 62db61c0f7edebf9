import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resetAccount } from '../../server/cli/accounts/resetAccount.ts'
import { withAccounts } from '../../server/cli/accounts/withAccounts.ts'
import { checkConfig } from '../../server/config/config.ts'
import { acceptToken } from '../../server/interactions/acceptToken.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Store } from '../../server/store/store.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { sampleDevice } from '../store/sampleDevice.ts'
import { Client, jsonBody, octets } from '../verifier/client.ts'
import { interactionRecord } from './interactionRecord.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { stall } from './stalled.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('a sign-in that ends while a request is still arriving', () => {
  let world: World
  let website: RelyingParty
  const alice = person(1)

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  const ways: [string, (client: Client, attempt: Visit) => Promise<unknown>][] = [
    ['by the extension', (client, { offer }) => client.abandon(offer, 'cancelled')],
    ['by the page', (_client, { browser, page }) => browser.post(`${page}/cancel`)],
    ['by another series of images', async (_client, { offer }) => (await Client.create(world)).enrol(offer, alice)],
  ]
  it.each(ways)('%s locks nobody out: the account is free to enrol, and does', async (how, end) => {
    const client = await Client.create(world)
    const attempt = await visit(world.issuer, website, how)
    await client.enrol(attempt.offer, alice)
    const { challenge, token } = await client.tryProbe(attempt.offer, client.probeOf(alice.image()))
    const body = jsonBody({ token: toBase64url(token ?? new Uint8Array(9)) })
    const stalled = await stall(client, endpoints.token(world.issuer, challenge), body)
    await end(client, attempt)
    expect(['device_unknown', 'interaction_over']).toContain(await stalled.finish())

    const next = await visit(world.issuer, website, how)
    expect(next.offer.purpose).toBe('enrol')
    const anew = await Client.create(world)
    await anew.enrol(next.offer, alice)
    expect(await anew.authenticate(next.offer, alice.image())).toBe(true)
  })

  it('gets no answer to its probe, and has spent no try of the account', async () => {
    const client = await Client.create(world)
    const first = await visit(world.issuer, website, 'late')
    await client.enrol(first.offer, alice)
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    const attempt = await visit(world.issuer, website, 'late')
    const { challenge } = await client.challenge(attempt.offer)
    const probe = octets(client.probeOf(alice.image()))
    const stalled = await stall(client, endpoints.probe(world.issuer, challenge), probe)
    await client.abandon(attempt.offer, 'cancelled')
    expect(await stalled.finish()).toBe('interaction_over')
    await world.withStore(async ({ tries }) => {
      expect(await tries.find(`account:${accountIdOf(site.id, 'late')}`)).toMatchObject({ failures: 0 })
    })
  })
})

describe('a token that is accepted at the same moment as', () => {
  let data: string
  let store: Store
  const account = accountIdOf(site.id, 'alice')
  const device = sampleDevice('a-device', { account, state: 'pending', interaction: 'an-interaction' })
  const interaction = interactionRecord('an-interaction', { account, purpose: 'enrol', tries: 1, enrolments: 1 })

  const config = checkConfig({
    issuer: 'https://verifier.example',
    data: 'unused',
    clients: [{ id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri] }],
  })

  const clients = { find: () => null, list: () => [] }

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'zauth-cancelled-'))
    store = await openNedbStore(data)
    await store.accounts.insert({ id: account, clientId: site.id, userId: 'alice', devices: [], version: 0 })
  })
  afterEach(async () => {
    await store.close()
    await rm(data, { recursive: true })
  })

  const accept = () => acceptToken({ store, config, clients, now: () => 10 }, interaction.id, device)
  const devices = async () => (await store.accounts.find(account))?.devices

  it('nothing else makes the device the account’s own', async () => {
    await store.interactions.insert(interaction)
    await store.devices.insert(device)
    await accept()
    expect(await devices()).toEqual([device.id])
    expect(await store.interactions.find(interaction.id)).toMatchObject({ state: 'authenticated', authenticatedAt: 10 })
  })

  it('the person cancels leaves no device behind', async () => {
    await store.interactions.insert({ ...interaction, state: 'refused', refusal: 'cancelled' })
    await store.devices.insert(device)
    await expect(accept()).rejects.toMatchObject({ code: 'interaction_over' })
    expect(await devices()).toEqual([])
    expect(await store.devices.find(device.id)).toBeNull()
  })

  it('its device is removed does not bind the account to what is gone', async () => {
    await store.interactions.insert(interaction)
    await expect(accept()).rejects.toMatchObject({ code: 'device_unknown' })
    expect(await devices()).toEqual([])
    expect(await store.interactions.find(interaction.id)).toMatchObject({ state: 'matching' })
  })

  it('an own device is cancelled keeps the device', async () => {
    await store.interactions.insert({ ...interaction, purpose: 'verify', state: 'refused', refusal: 'cancelled' })
    await store.devices.insert({ ...device, state: 'active' })
    await store.accounts.update(account, {}, { devices: [device.id] })
    await expect(accept()).rejects.toMatchObject({ code: 'interaction_over' })
    expect(await devices()).toEqual([device.id])
  })
})

describe('an account whose device’s record was lost', () => {
  it('is freed by `zauth reset`', async () => {
    const data = await mkdtemp(join(tmpdir(), 'zauth-reset-'))
    try {
      const { id, secret, name, redirectUri } = site
      const clients = [{ id, secret, name, redirectUris: [redirectUri] }]
      const config = checkConfig({ issuer: 'https://verifier.example', data, clients })
      const account = accountIdOf(id, 'alice')
      await loadKeys(openDocumentFiles(data))
      const before = await openNedbStore(data)
      await before.accounts.insert({ id: account, clientId: id, userId: 'alice', devices: ['lost'], version: 1 })
      await before.close()
      expect(await withAccounts(config, (parts) => resetAccount(parts, id, 'alice'))).toContain('Removed device lost')
      const after = await openNedbStore(data)
      expect(await after.accounts.find(account)).toMatchObject({ devices: [] })
      await after.close()
    } finally {
      await rm(data, { recursive: true })
    }
  })
})
