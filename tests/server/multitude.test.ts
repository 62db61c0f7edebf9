import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('what one person can have kept', () => {
  let world: World
  let website: RelyingParty
  const alice = person(1)

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  /** Where a browser without cookies ends up: `page`, or the error that the website gets. */
  async function outcomeOf(url: URL): Promise<string> {
    const end = await openBrowser().follow(url.href, world.issuer)
    return end instanceof URL ? (end.searchParams.get('error') ?? 'no error') : 'page'
  }

  it('are three sign-ins from one request, one after the other or at once; more go back to the website', async () => {
    const { url } = await website.begin('again-and-again')
    const outcomes: string[] = []
    for (let i = 0; i < 5; i++) outcomes.push(await outcomeOf(url))
    expect(outcomes).toEqual(['page', 'page', 'page', 'temporarily_unavailable', 'temporarily_unavailable'])

    const another = await website.begin('all-at-once')
    await Promise.all(Array.from({ length: 12 }, () => outcomeOf(another.url)))
    await world.withStore(async ({ interactions, artifacts }) => {
      for (const user of ['again-and-again', 'all-at-once']) {
        const kept = await interactions.findAll({ account: accountIdOf(site.id, user) })
        expect(kept.length).toBeLessThanOrEqual(3)
      }
      const theirs = (await artifacts.findAll({})).filter(({ id }) => id.startsWith('Interaction:'))
      expect(theirs.length).toBeLessThanOrEqual(6)
    })
  })

  it('are twenty sign-ins of one account, until they expire', async () => {
    const urls = await Promise.all(Array.from({ length: 21 }, async () => (await website.begin('busy-bee')).url))
    const outcomes: string[] = []
    for (const url of urls) outcomes.push(await outcomeOf(url))
    expect(outcomes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'page'))
    expect(outcomes[20]).toBe('temporarily_unavailable')
    world.passTime(601_000)
    expect(await outcomeOf((await website.begin('busy-bee')).url)).toBe('page')
  })

  it('are three devices that have not authenticated yet; the newest stay, and one becomes the account’s', async () => {
    const clients: Client[] = []
    for (let i = 0; i < 4; i++) {
      const client = await Client.create(world)
      const { offer } = await visit(world.issuer, website, 'collector')
      await client.enrol(offer, alice)
      clients.push(client)
      if (i < 3) continue
      expect(await client.authenticate(offer, alice.image())).toBe(true)
    }
    await world.withStore(async ({ devices, ciphertexts }) => {
      const states = await Promise.all(
        clients.map(async ({ device }) => (await devices.find(device))?.state ?? 'removed'),
      )
      expect(states).toEqual(['removed', 'pending', 'pending', 'active'])
      expect(await ciphertexts.read(clients[0]?.device ?? '')).toBeNull()
    })
  })
})
