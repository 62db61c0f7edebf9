import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { Client, jsonBody, type Proof } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('a request', () => {
  let world: World
  let client: Client
  let url: string
  const body = jsonBody({ ticket: 'A'.repeat(43), reason: 'cancelled' })
  /** What the verifier says to a proof that it accepts: the ticket is nobody's. */
  const accepted = 404

  beforeAll(async () => {
    world = await openWorld()
    client = await Client.create(world)
    url = endpoints.abandon(world.issuer)
  })
  afterAll(() => world.close())

  async function statusWith(dpop: string | undefined): Promise<number> {
    const headers = { 'content-type': body.type, ...(dpop !== undefined && { dpop }) }
    return (await fetch(url, { method: 'POST', headers, body: body.bytes })).status
  }
  const statusOf = async (proof: Proof) => statusWith(await client.prove('POST', url, proof))
  const seconds = (ahead: number) => Math.floor(world.now() / 1000) + ahead

  it('with a proof of the device’s key is heard', async () => {
    expect(await statusOf({})).toBe(accepted)
    expect(await statusOf({ url: `${url}?query=1#fragment` })).toBe(accepted)
    expect(await statusOf({ iat: seconds(-200) })).toBe(accepted)
    expect(await statusOf({ iat: seconds(200) })).toBe(accepted)
  })

  it('without a proof is refused, and with two', async () => {
    expect(await statusWith(undefined)).toBe(401)
    expect(await statusWith('not a proof')).toBe(401)
    expect(await statusWith(`${await client.prove('POST', url)}, ${await client.prove('POST', url)}`)).toBe(401)
  })

  it('with a proof that was used before is refused, and what a stranger sends uses up nothing', async () => {
    const website = await createRelyingParty(world.issuer)
    const { offer } = await visit(world.issuer, website, 'alice')
    await client.enrol(offer, person(1))
    const challenges = endpoints.challenges(world.issuer)
    const dpop = await client.prove('POST', challenges)
    const statuses: number[] = []
    for (const ticket of ['A'.repeat(43), 'A'.repeat(43), offer.ticket, offer.ticket]) {
      const { type, bytes } = jsonBody({ ticket, device: client.device, nonce: 'A'.repeat(43) })
      const headers = { 'content-type': type, dpop }
      statuses.push((await fetch(challenges, { method: 'POST', headers, body: bytes })).status)
    }
    expect(statuses).toEqual([404, 404, 201, 401])
  })

  it('with a proof for another address, method or time is refused', async () => {
    expect(await statusOf({ url: endpoints.challenges(world.issuer) })).toBe(401)
    expect(await statusOf({ url: url.replace('http:', 'https:') })).toBe(401)
    expect(await statusOf({ method: 'GET' })).toBe(401)
    expect(await statusOf({ iat: seconds(-400) })).toBe(401)
    expect(await statusOf({ iat: seconds(400) })).toBe(401)
    expect(await statusOf({ jti: '' })).toBe(401)
    expect(await statusOf({ jti: 'j'.repeat(300) })).toBe(401)
  })

  it.each([null, 7, true, ['j'], { length: 1 }])(
    'whose name for itself is %j and no string is refused',
    async (jti) => {
      const jwk = await exportJWK(client.proofKeys.publicKey)
      const proof = new SignJWT({ htm: 'POST', htu: url, jti } as unknown as JWTPayload).setIssuedAt(seconds(0))
      const header = { typ: 'dpop+jwt', alg: 'ES256', jwk }
      expect(await statusWith(await proof.setProtectedHeader(header).sign(client.proofKeys.privateKey))).toBe(401)
    },
  )

  it('with a proof of another type, by another kind of key, or that shows its private key is refused', async () => {
    expect(await statusOf({ header: { typ: 'JWT' } })).toBe(401)
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const claims = () => new SignJWT({ htm: 'POST', htu: url }).setJti(crypto.randomUUID()).setIssuedAt()
    const header = { typ: 'dpop+jwt', alg: 'RS256', jwk: await exportJWK(publicKey) }
    expect(await statusWith(await claims().setProtectedHeader(header).sign(privateKey))).toBe(401)
    const own = await generateKeyPair('ES256', { extractable: true })
    const shown = { typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(own.privateKey) }
    expect(await statusWith(await claims().setProtectedHeader(shown).sign(own.privateKey))).toBe(401)
    const other = { typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(own.publicKey) }
    expect(await statusWith(await claims().setProtectedHeader(other).sign(client.proofKeys.privateKey))).toBe(401)
  })
})
