import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountTries, deviceTries } from '../../server/attempts/trySubject.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { Client, jsonBody, octets } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { manage } from './manage.ts'
import type { World } from '../verifier/world.ts'

/**
 * Tries are counted for whoever has a device of the account, in a sign-in that a website has asked for. So nobody else closes it:
 * neither a stranger, nor who knows the password, nor who knows the device's name, the ticket of a sign-in and a challenge besides.
 */
describe('who has not the device', () => {
  let world: World
  let website: RelyingParty
  let owner: Client
  const often = 60

  beforeAll(async () => {
    ;({ world, website, client: owner } = await openEnrolledWorld())
  })
  afterAll(() => world.close())

  async function expectNothingCounted(): Promise<void> {
    await world.withStore(async ({ tries }) => {
      const counted = [accountTries(accountIdOf(site.id, 'alice')), deviceTries(owner.device)]
      for (const id of counted) expect(await tries.find(id)).toMatchObject({ failures: 0, notBefore: 0 })
    })
    const { offer } = await visit(world.issuer, website, 'alice')
    expect(await owner.authenticate(offer, alice.image())).toBe(true)
  }

  it('raises no counter of its account: without a sign-in, with one of his own, or with all but the key of one of hers', async () => {
    const thief = await Client.create(world)
    thief.device = owner.device
    const probe = thief.probeOf(person(2).image())
    const hers = await visit(world.issuer, website, 'alice')
    const { challenge } = await owner.challenge(hers.offer)
    const own = await visit(world.issuer, website, 'alice')
    const url = endpoints.challenges(world.issuer)
    const codes: string[] = []
    for (let i = 0; i < often; i++) {
      const nonce = 'A'.repeat(43)
      const bodies = [
        jsonBody({ ticket: 'A'.repeat(43), device: owner.device, nonce }),
        jsonBody({ ticket: own.offer.ticket, device: owner.device, nonce }),
        jsonBody({ ticket: hers.offer.ticket, device: owner.device, nonce }),
      ]
      for (const body of bodies) codes.push(await codeOf(thief.post(url, body)))
      codes.push(await codeOf(thief.post(endpoints.probe(world.issuer, challenge), octets(probe))))
      codes.push(
        await codeOf(thief.post(endpoints.token(world.issuer, challenge), jsonBody({ token: 'A'.repeat(12) }))),
      )
    }
    expect([...new Set(codes)].sort()).toEqual(['device_unknown', 'interaction_unknown'])
    // Nor has he used up her challenge.
    expect((await owner.probe(challenge, owner.probeOf(alice.image()))).tag).toHaveLength(3)
    expect(await owner.authenticate(hers.offer, alice.image())).toBe(true)
    await expectNothingCounted()
  })

  it('enrols none in its place, and by typing wrong codes makes himself wait and nobody else', async () => {
    const own = await visit(world.issuer, website, 'alice')
    const thief = await Client.create(world)
    await expect(thief.enrol(own.offer, person(2))).rejects.toMatchObject({ name: 'Refusal' })
    for (let i = 0; i < 6; i++) await own.type(`${'ABCDE'[i % 5]}BCD-EFGH-JKMN`)
    expect(await own.type('ABCD-EFGH-JKMN')).toMatch(/again|wait|start/i)
    await expectNothingCounted()
    const check = await manage(owner).check()
    expect(await owner.authenticate(check, alice.image())).toBe(true)
    const [code = ''] = await manage(owner).recoveryCodes(check.ticket)
    const hers = await visit(world.issuer, website, 'alice')
    await hers.type(code)
    expect(await hers.status()).toBe('recovered')
  })
})

async function codeOf(answer: Promise<Response>): Promise<string> {
  return ((await (await answer).json()) as { error: string }).error
}
