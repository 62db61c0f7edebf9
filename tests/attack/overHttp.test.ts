import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { pack } from '../../shared/match/packing.ts'
import { slots, stride } from '../../shared/match/parameters.ts'
import { saved } from '../../shared/match/saved.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { signsOf } from '../../shared/match/signs.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { Client } from '../verifier/client.ts'
import { mod } from '../match/twin.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'
import * as cheats from './attacker/cheats.ts'
import { denominated } from './attacker/denominator.ts'
import { encodingsOf } from './attacker/encodings.ts'
import { inverseModulo } from './attacker/modular.ts'
import { modulus, probeOfPhase } from './attacker/phase.ts'
import type { Target } from './attacker/target.ts'
import { wrapped } from './attacker/wrap.ts'

/**
 * The probes of this catalogue, sent to a running verifier by somebody who has stolen a device with all its keys, and the
 * password. (Tries, tokens and challenges have tests of their own in tests/server.)
 */
let world: World
let website: RelyingParty
let client: Client
let target: Target
let attempt: Visit

beforeAll(async () => {
  ;({ world, website, client } = await openEnrolledWorld())
  const { weights, acceptThreshold } = alice.training()
  const look = (cosine: number) => {
    const signs = signsOf(alice.image(cosine))
    return { signs, score: scoreOf(weights, signs) }
  }
  const { secretKey, publicKey } = client
  target = { secretKey, publicKey, template: new Uint8Array(), weights, acceptThreshold, look }
})
afterAll(() => world.close())
beforeEach(async () => {
  // A run of failures would make every further try wait: the right face ends it.
  world.passTime(3_600_000)
  const honest = await visit(world.issuer, website, 'alice')
  expect(await client.authenticate(honest.offer, alice.image())).toBe(true)
  attempt = await visit(world.issuer, website, 'alice')
})

const encrypted = (polynomial: BigUint64Array<ArrayBuffer>) =>
  encryptSeeded(client.context, client.secretKey, polynomial)
const owned = (bytes: Uint8Array) => Uint8Array.from(bytes)

describe('a probe that is no signs gets no token, no code, and has spent a try:', () => {
  const probes: readonly (readonly [string, () => Uint8Array<ArrayBuffer>])[] = [
    ...Object.entries(cheats).map(([name, cheat]) => [name, () => encrypted(cheat(target))] as const),
    [
      'wrapped around the modulus',
      () => {
        const scaled = cheats.scaledFace(target)
        const phase = wrapped(Array.from({ length: slots }, (_, k) => scaled[k * stride] ?? 0n))
        return owned(probeOfPhase(client.secretKey, new Map(phase.map((x, k) => [k * stride, x]))))
      },
    ],
    [
      'over a denominator',
      () => {
        const found = denominated(target)
        // Not every account has a face with a short one.
        const phase = found?.phase ?? cheats.scaledFace(target).filter((_, i) => i % stride === 0)
        const divided = found ? phase : Array.from(phase, (x) => mod(x * inverseModulo(3n, modulus), modulus))
        return owned(probeOfPhase(client.secretKey, new Map(Array.from(divided, (x, k) => [k * stride, x]))))
      },
    ],
    ...['a scaled face as BFV encodes it', 'signs times a root of 1 + κ·Q, by one long coefficient', 'nothing'].map(
      (name) =>
        [
          name,
          () => {
            const found = encodingsOf(target).find(([each]) => each === name)
            if (!found) throw new RangeError(`Unexpected encoding ${name}`)
            return owned(probeOfPhase(client.secretKey, found[1]()))
          },
        ] as const,
    ),
  ]
  it.each(probes)('%s', async (_, make) => {
    const { token, challenge } = await client.tryProbe(attempt.offer, make())
    expect(token).toBeNull()
    await expect(client.sendToken(challenge, new Uint8Array(9))).rejects.toMatchObject({ code: 'token_wrong' })
    expect((await client.challenge(attempt.offer)).triesLeft).toBe(2)
    await client.abandon(attempt.offer, 'not_recognised')
    expect((await attempt.finish()).searchParams.has('code')).toBe(false)
  })
})

describe('an upload that is not of the one form is refused with a code, and its try is not counted:', () => {
  const honest = () => encrypted(pack(signsOf(alice.image())))
  const changed = (change: (bytes: Uint8Array<ArrayBuffer>) => void) => {
    const bytes = honest()
    change(bytes)
    return bytes
  }
  const worked = (work: (x: ReturnType<typeof loadProbe>) => void) => {
    using x = loadProbe(client.context, honest())
    work(x)
    return owned(saved(client.context.seal, x))
  }
  const { data, correctionFactor } = ciphertextLayout
  const uploads: readonly (readonly [string, string, () => Uint8Array<ArrayBuffer>])[] = [
    ['cut off', 'malformed_ciphertext', () => honest().slice(0, -1)],
    [
      'a bit of its header turned',
      'malformed_ciphertext',
      () => changed((bytes) => (bytes[16] = (bytes[16] ?? 0) ^ 1)),
    ],
    ['another correction factor', 'malformed_ciphertext', () => changed((bytes) => (bytes[correctionFactor] = 2))],
    [
      'a coefficient as large as its prime',
      'malformed_ciphertext',
      () => changed((bytes) => bytes.fill(255, data, data + 8)),
    ],
    ['zero modulo a prime', 'degenerate_ciphertext', () => changed((bytes) => bytes.fill(0, data, data + 65_536))],
    [
      'a lower level',
      'request_too_large',
      () => worked((x) => client.context.evaluator.cipherModSwitchToNextInplace(x)),
    ],
    [
      'its second polynomial chosen, not seeded',
      'request_too_large',
      () => owned(encryptTemplateForOwner(client.context, client.publicKey, new Int32Array(256).fill(1))),
    ],
    ['three polynomials', 'request_too_large', () => worked((x) => client.context.evaluator.squareInplace(x))],
    ['nothing', 'malformed_ciphertext', () => new Uint8Array()],
  ]
  it.each(uploads)('%s', async (_, code, make) => {
    const { challenge } = await client.challenge(attempt.offer)
    await expect(client.probe(challenge, make())).rejects.toMatchObject({ code })
    expect((await client.challenge(attempt.offer)).triesLeft).toBe(3)
  })
})

it('what a thief recorded is of no use to her without the secret key: probe, answer and token of another time', async () => {
  const probe = encrypted(pack(signsOf(alice.image())))
  const first = await client.challenge(attempt.offer)
  const answer = await client.probe(first.challenge, probe)
  const token = await client.open(attempt.offer, first.challenge, probe, answer)
  expect(token).toHaveLength(9)
  await client.sendToken(first.challenge, token ?? new Uint8Array(9))

  // She has the device's proofs made for her, but no secret key that opens what comes.
  const again = await visit(world.issuer, website, 'alice')
  const second = await client.challenge(again.offer)
  const replayed = await client.probe(second.challenge, probe)
  expect(Buffer.from(replayed.answers[0]).equals(Buffer.from(answer.answers[0]))).toBe(false)
  const stranger = await Client.create(world)
  stranger.device = client.device
  stranger.keyAndTemplate = client.keyAndTemplate
  expect(await stranger.open(again.offer, second.challenge, probe, replayed)).toBeNull()
  await expect(client.sendToken(second.challenge, token ?? new Uint8Array(9))).rejects.toMatchObject({
    code: 'token_wrong',
  })
})
