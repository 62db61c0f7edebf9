import { createScreen } from '../../extension/camera/createScreen.ts'
import type { Session } from '../../extension/signIn/session.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import type { Device } from '../../extension/storage/devices/device.ts'
import { fetchMetadata } from '../../extension/verifier/fetchMetadata.ts'
import { authenticate } from '../../extension/verify/authenticate.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { workerHere } from '../extension/workerHere.ts'
import { Client } from '../verifier/client.ts'
import type { Person } from '../verifier/people.ts'
import type { RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import type { World } from '../verifier/world.ts'

/** A device of an account of its own that signs in as the extension does, with what it has pinned. */
export interface PinningDevice {
  /** Names of the keys that it has pinned. */
  pinned(): readonly string[]
  /**
   * The extension's own sign-in.
   * @param during happens after the challenge has come, and before the probe is sent
   */
  signIn(during?: () => void): Promise<void>
}

/** What it has to know of a verifier. */
type Target = Pick<World, 'issuer' | 'now'>
type Workers = Pick<Session, 'face' | 'match'>

/** Enrols a device: what the verifier publishes at that moment is what it pins. */
export async function enrolPinning(world: Target, website: RelyingParty, owner: Person): Promise<PinningDevice> {
  const user = crypto.randomUUID()
  const client = await Client.create(world)
  const { offer } = await visit(world.issuer, website, user)
  let { jwks }: Pick<Metadata, 'jwks'> = await fetchMetadata(offer, new AbortController().signal)
  await client.enrol(offer, owner)
  const workers = workersOf(client, owner)

  async function signInBy(at: Offer, during: () => void): Promise<void> {
    const { device, keyAndTemplate, proofKeys: signing } = client
    const { issuer, account, relyingParty } = at
    const enrolled = { issuer, clientId: relyingParty.clientId, relyingParty: relyingParty.name, account }
    const opened: Device = {
      account: { ...enrolled, device, keyAndTemplate, jwks },
      signing,
      secretKey: client.secretKey,
    }
    await authenticate(sessionOf(at, workers, during), opened, (trusted) => {
      jwks = trusted
      return Promise.resolve()
    })
  }

  await signInBy(offer, () => undefined)
  return {
    pinned: () => jwks.keys.map(({ kid }) => kid),
    signIn: async (during = () => undefined) => signInBy((await visit(world.issuer, website, user)).offer, during),
  }
}

/** A camera window without a camera: the face is seen at once, the workers' operations run here. */
function sessionOf(offer: Offer, workers: Workers, during: () => void): Session {
  return {
    ...workers,
    offer,
    screen: createScreen(),
    timings: createTimings(),
    signal: new AbortController().signal,
    look: () => {
      during()
      return Promise.resolve()
    },
    move: () => Promise.resolve(null),
  }
}

function workersOf({ context, secretKey }: Client, owner: Person): Workers {
  const operations: Pick<MatchOperations, 'encryptProbe' | 'open'> = {
    encryptProbe: ({ signs }) => Promise.resolve(encryptProbe(context, secretKey, signs)),
    open: ({ answers, transcript, tag }) => openAnswers(context, secretKey, answers, transcript, tag),
  }
  return {
    face: workerHere<FaceOperations>({ takeProbe: () => probeSigns([owner.image()]) }),
    match: workerHere<MatchOperations>(operations),
  }
}
