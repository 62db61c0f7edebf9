import '../extension/extensionBrowser.ts'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, SignJWT, type JWTPayload } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import type { Session } from '../../extension/signIn/session.ts'
import { createMovementWatch } from '../../extension/face/createMovementWatch.ts'
import type { Interruption } from '../../extension/movements/move.ts'
import { slowed } from '../../extension/movements/slowed.ts'
import { movementFailureHint, movementInstruction } from '../../extension/movements/words.ts'
import type { Device } from '../../extension/storage/devices/device.ts'
import { createSigningKey } from '../../extension/verifier/createSigningKey.ts'
import { captureForChallenge } from '../../extension/verify/captureForChallenge.ts'
import { ChallengeRequest } from '../../shared/protocol/challengeMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import type { Movement } from '../../shared/protocol/movements.ts'
import type { Seen } from '../../shared/recognition/createFaceTracker.ts'
import { poseOf } from '../../shared/recognition/pose.ts'
import { headSeen, type Stance } from '../recognition/liveness/landmarksOf.ts'
import { anOffer } from '../extension/anOffer.ts'

const device = 'A'.repeat(22)
const ticket = 'T'.repeat(43)
const asked: Movement[] = ['left', 'down', 'right', 'up']

async function createSigner(kid = 'pinned') {
  const { privateKey, publicKey } = await createSigningKey()
  const { x = '', y = '' } = await exportJWK(publicKey)
  const jwks: Metadata['jwks'] = { keys: [{ kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' }] }
  const sign = (claims: JWTPayload, typ = 'zauth-challenge+jwt'): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(privateKey)
  return { jwks, sign }
}

let server: Server | undefined
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

/** What a verifier makes of the claims that it should sign, and of what it says beside them. */
interface Deviation {
  readonly claims?: JWTPayload
  readonly said?: object
  readonly typ?: string
  /** Name of another key than the pinned one, under which it signs. */
  readonly kid?: string
  readonly signature?: string
}

/** A camera window without a camera, before a verifier that gives challenges; what happened in it. */
async function openWindow(moves: readonly (Interruption | null)[], deviation: Deviation = {}) {
  const pinned = await createSigner()
  const signer = deviation.kid === undefined ? pinned : await createSigner(deviation.kid)
  const seen = { challenges: 0, moved: [] as (readonly Movement[])[], looked: 0 }
  const started = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const answer = incoming.method === 'GET' ? Promise.resolve(metadata()) : respond(Buffer.concat(chunks))
      void answer.then((body) => outgoing.end(JSON.stringify(body)))
    })
  })
  const metadata = (): object => ({ protocol: 'zauth/1', issuer, name: 'ZAuth', jwks: signer.jwks })
  async function respond(body: Buffer): Promise<object> {
    seen.challenges++
    const { nonce } = read(ChallengeRequest, JSON.parse(body.toString()))
    const challenge = { challenge: 'C'.repeat(43), movements: asked, expiresAt: 2_000_000_000_000 }
    const claims = { iss: issuer, device, nonce, ...challenge, ...deviation.claims }
    const signature = deviation.signature ?? (await signer.sign(claims, deviation.typ))
    return { ...challenge, triesLeft: 3, signature, ...deviation.said }
  }
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  server = started
  const issuer = `http://127.0.0.1:${(started.address() as AddressInfo).port}`
  const account = {
    issuer,
    clientId: 'shop',
    relyingParty: 'Shop',
    account: 'ada',
    device,
    keyAndTemplate: 'B'.repeat(43),
    jwks: pinned.jwks,
  }
  const owned: Device = { account, signing: await createSigningKey(), secretKey: new Uint8Array(1) }
  const session = (purpose: 'enrol' | 'verify'): Session => ({
    offer: anOffer({ issuer, ticket, purpose }),
    face: unused,
    match: unused,
    screen,
    timings: createTimings(),
    signal: new AbortController().signal,
    look: () => {
      seen.looked++
      return Promise.resolve()
    },
    move: (movements) => {
      const outcome = moves[seen.moved.length] ?? null
      seen.moved.push(movements)
      return Promise.resolve(outcome)
    },
  })
  const screen = createScreen()
  const images = { count: 3, gap: 0 }
  return {
    seen,
    screen,
    show: (purpose: 'enrol' | 'verify' = 'verify') =>
      captureForChallenge(session(purpose), owned, { images, note: null }),
  }
}

const unused = {
  call: () => Promise.reject(new Error('No worker is asked')),
  [Symbol.dispose]: () => undefined,
}

describe('a person is told to move', () => {
  test('when the pinned key signed the movements, for this device and this request', async () => {
    const { seen, show } = await openWindow([null])
    expect(await show()).toMatchObject({ movements: asked })
    expect(seen).toEqual({ challenges: 1, moved: [asked], looked: 0 })
  })

  test.each([
    ['by nobody', { signature: '' }],
    ['by another key', { kid: 'pinned' }],
    ['by a key that is not pinned', { kid: 'new' }],
    ['as something else than a challenge', { typ: 'zauth-answer+jwt' }],
    ['for another device', { claims: { device: 'B'.repeat(22) } }],
    ['by another verifier', { claims: { iss: 'https://other.example' } }],
    ['in answer to an older request, to be used again', { claims: { nonce: 'N'.repeat(43) } }],
    ['for another challenge', { claims: { challenge: 'D'.repeat(43) } }],
    ['with other movements', { said: { movements: ['up', 'left', 'right', 'left'] } }],
    ['with movements, and none are said to be due', { said: { movements: [] } }],
    ['without movements, and some are said to be due', { claims: { movements: [] } }],
    ['to end at another time', { said: { expiresAt: 2_000_000_000_001 } }],
    ['with a claim too many', { claims: { more: 1 } }],
  ] satisfies [string, Deviation][])('not when they were signed %s', async (_, deviation) => {
    const { seen, show } = await openWindow([null], deviation)
    await expect(show()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    expect(seen).toMatchObject({ moved: [], looked: 0 })
  })

  test('not when nothing is due: then her face is looked at as it is', async () => {
    const { seen, show } = await openWindow([], { claims: { movements: [] }, said: { movements: [] } })
    await show()
    expect(seen).toEqual({ challenges: 1, moved: [], looked: 1 })
  })
})

describe('after a movement that went wrong', () => {
  test('she goes on with another challenge, and is told what went wrong', async () => {
    const { seen, screen, show } = await openWindow(['wrong_direction', null])
    await show()
    expect(seen.challenges).toBe(2)
    expect(screen.view.note).toBe('That was another movement. Once more…')
  })

  test('and three of them, it is over', async () => {
    const { seen, show } = await openWindow(['too_late', 'flat', 'not_moving_on'])
    await expect(show()).rejects.toMatchObject({ code: 'movements_failed' })
    expect(seen.challenges).toBe(3)
  })

  test('she hears when it was more than a mishap', async () => {
    const { show } = await openWindow(['another_face', 'another_face', 'frozen'])
    await expect(show()).rejects.toMatchObject({ code: 'movements_failed', detail: 'frozen' })
    expect(movementFailureHint('frozen')).toMatch(/^The picture stood still/)
    expect(movementFailureHint('another_face')).toMatch(/^Another face came into the picture/)
    expect(movementFailureHint('too_late')).toMatch(/^Try again, or use a recovery code/)
  })

  test('who asks for more time loses nothing', async () => {
    const { seen, show } = await openWindow(['slower', 'slower', 'too_late', 'slower', 'too_late', null])
    await show()
    expect(seen.challenges).toBe(6)
  })

  test('who has just enrolled tries again without enrolling again', async () => {
    const { seen, screen, show } = await openWindow(['too_late', 'too_late', 'too_late', null])
    const failed = new Promise<void>((resolve) =>
      screen.subscribe(({ phase }) => {
        if (phase === 'failed') resolve()
      }),
    )
    const shown = show('enrol')
    await failed
    expect(screen.view.failure).toMatchObject({ error: { code: 'movements_failed' }, over: false })
    screen.press()
    await shown
    expect(seen.challenges).toBe(4)
    expect(screen.view.failure).toBeNull()
  })
})

describe('how a person likes to be guided', () => {
  test('is twice the time whenever she asks for more, up to four times', () => {
    expect(slowed({ pace: 1, aloud: true })).toEqual({ pace: 2, aloud: true })
    expect(slowed(slowed({ pace: 2, aloud: true }))).toEqual({ pace: 4, aloud: true })
  })

  test('each movement is told in words of its own', () => {
    const all: Movement[] = ['left', 'right', 'up', 'down', 'nearer', 'tilt_left', 'tilt_right']
    const guidance = { state: 'move', step: 0, completion: 0, count: 4 } as const
    const words = all.map((wanted) => movementInstruction({ ...guidance, wanted }))
    expect(new Set(words).size).toBe(all.length)
  })
})

describe('the face worker', () => {
  const face = (axis: number): Float32Array => new Float32Array(64).map((_, i) => (i === axis ? 1 : 0))

  /** What is seen of a head; its embedding is written into the crop's first number. */
  function seenAs(stance: Stance, axis: number): Seen {
    const landmarks = headSeen(stance)
    const quality = { size: 0.3, offset: 0, highlights: 0.8, glare: 0, sharpness: 0.2, movement: 0, eyes: 0.26 }
    const pose = poseOf(landmarks)
    const advice = Math.abs(pose.yaw) > 25 ? 'look_straight' : 'ok'
    return { advice, faces: [], landmarks, pose, quality, crop: new Float32Array([axis]), thorough: true }
  }

  /** Somebody does what is asked until it is over; a frame each so many milliseconds. */
  async function perform(milliseconds: number, axisAt: (step: number, state: string) => number = () => 0) {
    const watch = createMovementWatch(asked, 2500)
    const embedded: Float32Array[] = []
    const embed = (crop: Float32Array): Promise<Float32Array> => {
      const embedding = face(crop[0] ?? 0)
      embedded.push(embedding)
      return Promise.resolve(embedding)
    }
    let [turn, rise] = [0, 0]
    let axis = 0
    // Nobody does anything in the moment in which it is asked.
    const reaction: (Movement | null)[] = [null, null]
    for (let frame = 0; frame < 600; frame++) {
      const stance = { turn, rise, x: 320 + (frame % 97) / 10 }
      const progress = await watch.see(seenAs(stance, axis), 1000 + frame * milliseconds, embed)
      if (progress.state === 'failed' || (progress.state === 'done' && progress.kept >= 3))
        return { watch, embedded, progress }
      reaction.push(progress.state === 'move' ? progress.wanted : null)
      const wanted = reaction.shift()
      const towards = (goal: number, now: number): number => now + Math.max(-9, Math.min(9, goal - now))
      turn = towards(wanted === 'left' ? 36 : wanted === 'right' ? -36 : 0, turn)
      rise = towards(wanted === 'up' ? 24 : wanted === 'down' ? -24 : 0, rise)
      axis = axisAt(progress.step, progress.state)
    }
    throw new Error('The sequence does not end')
  }

  test('keeps for the probe what the head looks like between the movements, and nothing else', async () => {
    const { watch, embedded, progress } = await perform(80)
    expect(progress).toMatchObject({ state: 'done', step: 4, failure: null })
    const taken = watch.take()
    expect(taken.length).toBeGreaterThanOrEqual(3)
    expect(taken.every((embedding) => embedded.includes(embedding) && embedding[0] === 1)).toBe(true)
    const others = embedded.filter((embedding) => !taken.includes(embedding))
    expect(others.length).toBeGreaterThan(taken.length)
    expect(others.every((embedding) => embedding.every((value) => value === 0))).toBe(true)
    expect(watch.take()).toEqual([])
  })

  test('leaves the person her time on a slow computer', async () => {
    expect((await perform(1200)).progress).toMatchObject({ state: 'done' })
  })

  test('gives nothing away when the face was exchanged, however late, and wipes what it kept', async () => {
    for (const exchanged of [
      (step: number) => (step >= 2 ? 1 : 0),
      (_: number, state: string) => (state === 'move' ? 1 : 0),
    ]) {
      const { watch, embedded, progress } = await perform(80, exchanged)
      expect(progress).toMatchObject({ state: 'failed', failure: 'another_face', kept: 0 })
      expect(() => watch.take()).toThrow(TypeError)
      expect(embedded.every((embedding) => embedding.every((value) => value === 0))).toBe(true)
    }
  })

  test('gives nothing away before the sequence is done', () => {
    expect(() => createMovementWatch(asked, 2500).take()).toThrow(TypeError)
  })
})
