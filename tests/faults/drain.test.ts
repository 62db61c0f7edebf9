import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { AnswerResponse } from '../../shared/protocol/challengeMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { Client, octets } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { createShippedVerifier, type ShippedVerifier } from './shippedVerifier.ts'
import { beginUpload } from './slowly.ts'

/** Longer than the verifier waits for what is under way when it is told to end. Milliseconds. */
const patience = 15_000

let verifier: ShippedVerifier
const face = person(1)

beforeAll(async () => {
  verifier = await createShippedVerifier()
  await verifier.start()
})
afterAll(() => verifier.close())

it('SIGTERM: who has begun to send a probe gets the answer, nobody new is let in, and who stalls does not hold it up', async () => {
  const client = await Client.create({ issuer: verifier.issuer, now: Date.now })
  const website = await createRelyingParty(verifier.issuer)
  const attempt = await visit(verifier.issuer, website, 'alice')
  await client.enrol(attempt.offer, face)
  const [one, other] = [await client.challenge(attempt.offer), await client.challenge(attempt.offer)]
  const probe = client.probeOf(face.image())
  const upload = await beginUpload(client, endpoints.probe(verifier.issuer, one.challenge), octets(probe))
  const stalled = await beginUpload(client, endpoints.probe(verifier.issuer, other.challenge), octets(probe))

  const begun = performance.now()
  const ended = verifier.end('SIGTERM')
  await refusesConnections(verifier.port)
  const answer = await upload.finish()
  expect(answer.status).toBe(200)
  expect(await ended).toEqual([0, null])
  expect(performance.now() - begun).toBeLessThan(patience)
  await stalled.hungUp

  // What was answered is worth as much to the process that comes after.
  await verifier.start()
  const response = read(AnswerResponse, fromCbor(answer.body))
  const token = await client.open(attempt.offer, one.challenge, probe, response)
  expect(await client.sendToken(one.challenge, token ?? new Uint8Array(9))).toMatchObject({ authenticated: true })
  expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ sub: 'alice' })
  expect(await verifier.end('SIGINT')).toEqual([0, null])
}, 120_000)

/** Resolves when nobody listens there any more. */
async function refusesConnections(port: number): Promise<void> {
  const isTaken = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, 'localhost')
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => {
        resolve(false)
      })
    })
  while (await isTaken()) await setTimeout(20)
}
