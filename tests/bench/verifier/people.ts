import type { Person } from '../../verifier/people.ts'
import { person } from '../../verifier/people.ts'
import { Client } from '../../verifier/client.ts'
import type { RelyingParty } from '../../verifier/relyingParty.ts'
import { visit } from '../../verifier/visit.ts'

/** Somebody who has enrolled, and signs in again and again. */
export interface Enrolled {
  readonly name: string
  readonly client: Client
  readonly person: Person
  /** Made once: a person may send the same ciphertext to many challenges, and the clients here cost the verifier's time. */
  readonly probe: Uint8Array<ArrayBuffer>
}

/** Enrols so many people and signs each in once, which makes their devices their own. */
export async function enrolPeople(issuer: string, website: RelyingParty, count: number): Promise<Enrolled[]> {
  const enrolled: Enrolled[] = []
  for (let i = 0; i < count; i++) {
    const name = `person-${i}`
    const owner = person(200 + i)
    const client = await Client.create({ issuer, now: Date.now })
    const { offer } = await visit(issuer, website, name)
    await client.enrol(offer, owner)
    if (!(await client.authenticate(offer, owner.image()))) throw new Error(`${name} was not recognised`)
    enrolled.push({ name, client, person: owner, probe: client.probeOf(owner.image(0.95)) })
  }
  return enrolled
}

/**
 * A whole sign-in: pushed request, page, challenge, probe, token, code, id_token.
 *
 * @param pause milliseconds between challenge and probe, which a person spends before the camera
 * @returns milliseconds: `probe` from sending the probe to having the answer, `all` without the pause
 */
export async function signIn(
  issuer: string,
  website: RelyingParty,
  { name, client, probe }: Enrolled,
  pause: number,
): Promise<{ probe: number; all: number }> {
  const begun = performance.now()
  const visiting = await visit(issuer, website, name)
  const { challenge } = await client.challenge(visiting.offer)
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
  const sent = performance.now()
  const response = await client.probe(challenge, probe)
  const received = performance.now()
  const token = await client.open(visiting.offer, challenge, probe, response)
  if (token === null) throw new Error(`${name} was not recognised`)
  await client.sendToken(challenge, token)
  await visiting.signIn.complete(await visiting.finish())
  return { probe: received - sent, all: performance.now() - begun - pause }
}
