import { afterAll, beforeAll } from 'vitest'
import { offerIn } from '../verifier/arrive.ts'
import { Client } from '../verifier/client.ts'
import { manage } from './manage.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

/** A verifier and a website, and what people do there who manage their accounts. Everybody has Alice's face. */
export interface ManagedWorld {
  readonly world: World
  readonly begin: (user: string) => Promise<Visit>
  /** Somebody's first device, enrolled and signed in once, and the recovery codes that she was given. */
  readonly enrolled: (user: string) => Promise<{ client: Client; codes: readonly string[] }>
  /** The ticket of a check in which the device's owner has shown her face. */
  readonly checked: (client: Client) => Promise<string>
  /** One more device of somebody, by a short code of one that she has. */
  readonly added: (by: Client, user: string) => Promise<Client>
  /** Whether a device signs somebody in. */
  readonly works: (client: Client, user: string) => Promise<boolean>
}

/** Such a world for the tests of one file: opened before the first, closed after the last. */
export function useManagedWorld(): ManagedWorld {
  let opened: { world: World; website: RelyingParty } | undefined
  const now = (): { world: World; website: RelyingParty } => {
    if (!opened) throw new Error('The world is not open before the tests run')
    return opened
  }
  beforeAll(async () => {
    const world = await openWorld()
    opened = { world, website: await createRelyingParty(world.issuer) }
  })
  afterAll(() => opened?.world.close())

  const begin = (user: string): Promise<Visit> => visit(now().world.issuer, now().website, user)
  const checked = async (client: Client): Promise<string> => {
    const offer = await manage(client).check()
    if (!(await client.authenticate(offer, alice.image()))) throw new Error('Not recognised in a check')
    return offer.ticket
  }
  return {
    get world() {
      return now().world
    },
    begin,
    checked,
    enrolled: async (user) => {
      const client = await Client.create(now().world)
      const { offer } = await begin(user)
      await client.enrol(offer, alice)
      const response = await client.signIn(offer, alice.image())
      if (response === null) throw new Error('Not recognised at first')
      return { client, codes: response.recoveryCodes ?? [] }
    },
    added: async (by, user) => {
      const { code } = await manage(by).add(await checked(by))
      const offer = offerIn(await (await begin(user)).type(code))
      const client = await Client.create(now().world)
      await client.enrol(offer, alice)
      if (!(await client.authenticate(offer, alice.image()))) throw new Error('Not recognised on the new device')
      return client
    },
    works: async (client, user) => await client.authenticate((await begin(user)).offer, alice.image()),
  }
}
