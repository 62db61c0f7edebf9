import { Client } from '../verifier/client.ts'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { person } from '../verifier/people.ts'
import { authorizeUrl, requestClaims } from './duoSite.ts'
import type { SecureWorld } from './secureWorld.ts'

/** Whose face is enrolled. */
export const ada = person(1)

/** Ada's device, which has enrolled for the first website and signed in once. */
export async function enrolAda(world: SecureWorld): Promise<Client> {
  const device = await Client.create(world)
  const url = await authorizeUrl(world, requestClaims(world))
  const { offer } = await arrive(openBrowser(), url, world.issuer)
  await device.enrol(offer, ada)
  if (!(await device.authenticate(offer, ada.image()))) throw new Error('Ada could not sign in')
  return device
}

/** Where the browser comes back to when Ada has shown her face. */
export async function signInAda(world: SecureWorld, device: Client, url: string): Promise<URL> {
  const arrival = await arrive(openBrowser(), url, world.issuer)
  if (!(await device.authenticate(arrival.offer, ada.image()))) throw new Error('Ada could not sign in')
  return await arrival.finish()
}
