import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClients } from '../../server/clients/openClients.ts'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { checkConfig, type VerifierConfigInput } from '../../server/config/config.ts'
import { preparationOf } from '../../server/match/preparationOf.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import { Client, fetchMetadata } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

type Site = NonNullable<VerifierConfigInput['clients']>[number]

/** One verifier, and websites that each differ from it in one point. */
const sites: Record<string, Partial<Site>> = {
  plain: {},
  strict: { falseMatchRate: 1e-6 },
  trained: { training: 'server' },
  moving: { liveness: 'always' },
  closed: { enrolment: 'closed' },
}
const credentialsOf = (id: string) => ({ id, secret: `${website.secret}, of ${id}` })

let world: World

beforeAll(async () => {
  world = await openWorld({
    falseMatchRate: 1e-4,
    enrolment: 'open',
    clients: Object.entries(sites).map(([id, policy]) => ({
      ...credentialsOf(id),
      name: id,
      redirectUris: [website.redirectUri],
      ...policy,
    })),
  })
})
afterAll(() => world.close())

/** A rate that was set is a sign-in's, which has three tries. */
const perTry = (rate: number): number => ratePerTry(rate, 3)

async function begin(site: string): Promise<Visit> {
  return await visit(world.issuer, await createRelyingParty(world.issuer, credentialsOf(site)), 'alice')
}

describe('a website’s own policy', () => {
  it('is what the extension is told, site by site, and the verifier’s metadata says nothing of it', async () => {
    expect((await begin('plain')).offer).toMatchObject({
      training: 'device',
      acceptance: { falseMatchRate: perTry(1e-4), leastAcceptThreshold: leastAcceptThreshold(perTry(1e-4)) },
      relyingParty: { clientId: 'plain', origin: new URL(website.redirectUri).origin },
    })
    expect((await begin('strict')).offer.acceptance).toEqual({
      falseMatchRate: perTry(1e-6),
      leastAcceptThreshold: leastAcceptThreshold(perTry(1e-6)),
    })
    expect((await begin('trained')).offer.training).toBe('server')
    expect(Object.keys(await fetchMetadata(world.issuer)).sort()).toEqual(['issuer', 'jwks', 'name', 'protocol'])
  })

  it('about the false match rate is enforced when a template comes', async () => {
    const client = await Client.create(world)
    // Trained for 1e-5: enough for the verifier's rate, too little for the strict website's.
    expect(alice.training().acceptThreshold).toBeLessThan(leastAcceptThreshold(perTry(1e-6)))
    await expect(client.enrol((await begin('strict')).offer, alice)).rejects.toMatchObject({
      code: 'threshold_too_low',
    })
    await client.enrol((await begin('plain')).offer, alice)
  })

  it('about the false match rate holds also for templates that came under a laxer one', async () => {
    const client = await Client.create(world)
    await client.enrol((await begin('plain')).offer, alice)
    const strict = checkConfig({ ...world.config, falseMatchRate: 1e-6 })
    await world.withStore(async (store) => {
      const device = await store.devices.find(client.device)
      if (device === null) throw new Error('Not enrolled')
      const thresholdIn = async (config: typeof strict): Promise<number> => {
        const clients = await openClients(config, openDocumentFiles(config.data))
        return (await preparationOf({ store, config, clients }, device)).acceptThreshold
      }
      expect(await thresholdIn(checkConfig(world.config))).toBe(device.acceptThreshold)
      const floor = leastAcceptThreshold(perTry(1e-6))
      const raised = await thresholdIn(strict)
      expect([floor, floor + 1]).toContain(raised)
      // Otherwise no score would ever meet it.
      expect((raised - device.acceptThreshold) % 2).toBe(0)
    })
  })

  it('about training is enforced, and carried out', async () => {
    const client = await Client.create(world)
    const { offer } = await begin('trained')
    await expect(client.enrol(offer, alice)).rejects.toMatchObject({ code: 'training_mismatch' })
    await client.enrolInTheClear(offer, alice.series())
    expect(await client.authenticate(offer, alice.image())).toBe(true)
    const { offer: plain } = await begin('plain')
    await expect(client.enrolInTheClear(plain, alice.series())).rejects.toMatchObject({ code: 'training_mismatch' })
  })

  it('about movements decides what a challenge asks', async () => {
    const still = await Client.create(world)
    const first = await begin('plain')
    await still.enrol(first.offer, alice)
    expect((await still.challenge(first.offer)).movements).toEqual([])
    const moving = await Client.create(world)
    const second = await begin('moving')
    await moving.enrol(second.offer, alice)
    expect((await moving.challenge(second.offer)).movements).toHaveLength(4)
  })

  it('about enrolment closes the door for accounts without a device', async () => {
    const attempt = await begin('closed')
    expect(attempt.html).toContain('this website does not allow it to be enrolled here')
    expect(await attempt.status()).toBe('refused')
    expect((await attempt.finish()).searchParams.get('error')).toBe('access_denied')
  })
})
