import { freePort } from '../../../tools/freePort.ts'
import { startAuthority, entraSite, type Authority } from '../../interop/entraSide.ts'
import { duoSite } from '../../interop/duoSite.ts'
import { Client } from '../../verifier/client.ts'
import { manage } from '../../server/manage.ts'
import { person } from '../../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../../verifier/relyingParty.ts'
import { verifySite } from '../../server/verifySite.ts'
import { visit, type Visit } from '../../verifier/visit.ts'
import { website } from '../../verifier/website.ts'
import { openWorld, type World } from '../../verifier/world.ts'

const alice = person(1)

/** A verifier with a website on each road and a person who is enrolled, in the middle of a sign-in. */
export interface Stage {
  readonly world: World
  readonly authority: Authority
  /** Where its operators look. */
  readonly operator: string
  readonly site: RelyingParty
  /** Alice's device. */
  readonly device: Client
  /** The sign-in that she has begun. */
  readonly visit: Visit
  /** One of somebody who has no face here yet. */
  readonly newcomer: Visit
  readonly challenge: string
  readonly probe: Uint8Array<ArrayBuffer>
  /** Of a check that was accepted, and of one that was not. */
  readonly checked: string
  readonly unchecked: string
  /** Begins anew what time or the requests before have used up; an hour has gone by then. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const authority = await startAuthority()
  const { id, secret, name, redirectUri } = website
  const clients = [
    { id, secret, name, redirectUris: [redirectUri], enrolment: 'open' as const },
    verifySite,
    duoSite,
    entraSite(authority),
  ]
  const port = await freePort()
  const world = await openWorld({ clients, operator: { host: 'localhost', port } })
  const site = await createRelyingParty(world.issuer)
  const device = await Client.create(world)
  const first = await visit(world.issuer, site, 'alice')
  await device.enrol(first.offer, alice)
  if (!(await device.authenticate(first.offer, alice.image()))) throw new Error('Alice could not sign in')
  const probe = device.probeOf(alice.image())

  async function begin() {
    const [attempt, newcomer] = [await visit(world.issuer, site, 'alice'), await visit(world.issuer, site, 'newcomer')]
    const check = await manage(device).check()
    if (!(await device.authenticate(check, alice.image()))) throw new Error('Alice could not be checked')
    const { challenge } = await device.challenge(attempt.offer)
    return { visit: attempt, newcomer, challenge, checked: check.ticket, unchecked: attempt.offer.ticket }
  }
  let now = await begin()
  return {
    world,
    authority,
    operator: `http://localhost:${port}`,
    site,
    device,
    probe,
    get visit() {
      return now.visit
    },
    get newcomer() {
      return now.newcomer
    },
    get challenge() {
      return now.challenge
    },
    get checked() {
      return now.checked
    },
    get unchecked() {
      return now.unchecked
    },
    async refresh() {
      world.passTime(3_600_000)
      now = await begin()
    },
    async close() {
      await world.close()
      await authority.close()
    },
  }
}
