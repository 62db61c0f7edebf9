import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualPatience } from '../../server/serve.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { beginUpload, openSocket, type OpenSocket } from '../faults/slowly.ts'
import { Client, octets } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'

const each = 60
/** Shorter than usual, and long enough for who does not dawdle on a computer that does much else. Milliseconds. */
const patience = { headers: 3000, request: 10_000, silence: 10_000, ending: 10_000 }

it('nobody is waited for longer than half a minute, unless told otherwise', () => {
  for (const time of Object.values(usualPatience) as number[]) {
    expect(time).toBeGreaterThan(0)
    expect(time).toBeLessThanOrEqual(30_000)
  }
})

describe('a crowd of slow clients', () => {
  let world: World
  let website: RelyingParty
  let client: Client
  let port: number

  beforeAll(async () => {
    ;({ world, website, client } = await openEnrolledWorld({ patience }))
    port = Number(new URL(world.issuer).port)
  })
  afterAll(() => world.close())

  async function signsIn(): Promise<void> {
    const attempt = await visit(world.issuer, website, 'alice')
    expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ sub: 'alice' })
  }

  it('that say nothing, dribble headers or a body, or never read keeps nobody from signing in, and is hung up on', async () => {
    const host = `Host: localhost:${port}\r\n`
    const open = (text: string): Promise<OpenSocket[]> =>
      Promise.all(Array.from({ length: each }, () => openSocket(port, text)))
    const silent = await open('')
    const dribbling = await open(`GET /healthz HTTP/1.1\r\n${host}`)
    const bodies = await open(
      `POST /request HTTP/1.1\r\n${host}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\na`,
    )
    const asking = `GET /assets/verify.js HTTP/1.1\r\n${host}\r\n`.repeat(50)
    const greedy = await Promise.all(Array.from({ length: 10 }, () => openSocket(port)))
    for (const { socket } of greedy) {
      socket.pause()
      socket.write(asking)
    }
    const stranger = await Client.create(world)
    const unknown = endpoints.probe(world.issuer, 'A'.repeat(sizes.challenge))
    const strange = await beginUpload(stranger, unknown, octets(new Uint8Array(sizes.probe)))
    const timer = setInterval(() => {
      for (const { socket } of dribbling) socket.write('X: y\r\n')
      for (const { socket } of bodies) socket.write('a')
    }, 500)
    try {
      await signsIn()
      await Promise.all([...silent, ...dribbling].map(({ ended }) => ended))
      await signsIn()
      // Of one whose challenge is not known no body is wanted: it is answered at once.
      expect((await strange.finish()).status).toBe(404)
      await Promise.all(bodies.map(({ ended }) => ended))
      for (const { socket } of greedy) socket.resume()
      await Promise.all(greedy.map(({ ended }) => ended))
    } finally {
      clearInterval(timer)
      for (const { socket } of [...silent, ...dribbling, ...bodies, ...greedy]) socket.destroy()
    }
    await signsIn()
  }, 90_000)
})
