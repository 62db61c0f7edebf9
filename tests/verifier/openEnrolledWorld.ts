import { Client } from './client.ts'
import { person } from './people.ts'
import { createRelyingParty, type RelyingParty } from './relyingParty.ts'
import { visit } from './visit.ts'
import { openWorld, type World } from './world.ts'

/** A verifier, a website, and Alice's device, which has enrolled and signed in once. */
export interface EnrolledWorld {
  readonly world: World
  readonly website: RelyingParty
  readonly client: Client
}

/** Whose face is enrolled. */
export const alice = person(1)

/**
 * @param config what the operator decides, beside what tests usually take
 * @throws Error when Alice cannot sign in: nothing that follows would mean anything
 */
export async function openEnrolledWorld(config: Parameters<typeof openWorld>[0] = {}): Promise<EnrolledWorld> {
  const world = await openWorld(config)
  const website = await createRelyingParty(world.issuer)
  const client = await Client.create(world)
  const first = await visit(world.issuer, website, 'alice')
  await client.enrol(first.offer, alice)
  if (!(await client.authenticate(first.offer, alice.image()))) throw new Error('Alice could not sign in')
  return { world, website, client }
}
