import { createRelyingParty } from './relyingParty.ts'
import { Client } from './client.ts'
import { offerIn } from './arrive.ts'
import { manage } from './manage.ts'
import { alice } from './openEnrolledWorld.ts'
import { visit, type Visit } from './visit.ts'
import { openWorld, type World } from './world.ts'

/** A verifier and a website, and what people do there who manage their accounts. Everybody has Alice's face. */
export interface ManagedWorld {
  readonly world: World
  begin(user: string): Promise<Visit>
  /** Somebody's first device, enrolled and signed in once, and the recovery codes that she was given. */
  enrolled(user: string): Promise<{ client: Client; codes: readonly string[] }>
  /** The ticket of a check in which the device's owner has shown her face. */
  checked(client: Client): Promise<string>
  /** One more device of somebody, by a short code of one that she has. */
  added(by: Client, user: string): Promise<Client>
  /** Whether a device signs somebody in. */
  works(client: Client, user: string): Promise<boolean>
}

/** Opens such a world; its verifier is to be closed. */
export async function openManagedWorld(): Promise<ManagedWorld> {
  const world = await openWorld()
  const website = await createRelyingParty(world.issuer)
  const begin = (user: string): Promise<Visit> => visit(world.issuer, website, user)
  const checked = async (client: Client): Promise<string> => {
    const offer = await manage(client).check()
    if (!(await client.authenticate(offer, alice.image()))) throw new Error('Not recognised in a check')
    return offer.ticket
  }
  return {
    world,
    begin,
    checked,
    async enrolled(user) {
      const client = await Client.create(world)
      const { offer } = await begin(user)
      await client.enrol(offer, alice)
      const response = await client.signIn(offer, alice.image())
      if (response === null) throw new Error('Not recognised at first')
      return { client, codes: response.recoveryCodes ?? [] }
    },
    async added(by, user) {
      const { code } = await manage(by).add(await checked(by))
      const offer = offerIn(await (await begin(user)).type(code))
      const client = await Client.create(world)
      await client.enrol(offer, alice)
      if (!(await client.authenticate(offer, alice.image()))) throw new Error('Not recognised on the new device')
      return client
    },
    works: async (client, user) => await client.authenticate((await begin(user)).offer, alice.image()),
  }
}
