import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { Session } from '../../../extension/signIn/session.ts'
import { createScreen } from '../../../extension/camera/createScreen.ts'
import { createTimings } from '../../../extension/signIn/createTimings.ts'
import type { FaceOperations } from '../../../extension/face/operations.ts'
import type { MatchOperations } from '../../../extension/match/operations.ts'
import type { Device } from '../../../extension/storage/devices/device.ts'
import { createSigningKey } from '../../../extension/verifier/createSigningKey.ts'
import { sendProbe } from '../../../extension/verifier/sendProbe.ts'
import { sendToken } from '../../../extension/verifier/sendToken.ts'
import { startChallenge } from '../../../extension/verifier/startChallenge.ts'
import { authenticate } from '../../../extension/verify/authenticate.ts'
import { importSigner, type AnswerSigner } from '../../../server/keys/importSigner.ts'
import type { Bytes } from '../../../shared/match/bytes.ts'
import { openAnswers } from '../../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { randomBytes } from '../../../shared/match/randomness.ts'
import { toCbor } from '../../../shared/protocol/cbor.ts'
import { toBase64url } from '../../../shared/protocol/encoding.ts'
import { ChallengeRequest, type AnswerResponse } from '../../../shared/protocol/challengeMessages.ts'
import { read } from '../../../shared/protocol/read.ts'
import {
  keyAndTemplateHash,
  signedDigest,
  transcriptOf,
  type MatchSubject,
} from '../../../shared/protocol/transcript.ts'
import { context, createPerson } from '../../match/world.ts'
import { anOffer } from '../../extension/anOffer.ts'
import { workerHere } from '../../extension/workerHere.ts'

/** The person whose device is lured, and her signs, which the attacker is after. */
export const victim = createPerson(21)
export const { signs } = victim.look(0.9)

/** What reaches a server that passes for the verifier. */
interface Received {
  /** What an honest answer would be about. */
  readonly subject: MatchSubject
  readonly probe: Bytes
  /** The verifier's own key: who has it is the verifier. */
  readonly pinned: AnswerSigner
}
/** What it answers to a probe: an answer to be encoded, or a body as it is. */
type Lure = (received: Received) => Promise<AnswerResponse | RawBody>
interface RawBody {
  readonly type: string
  readonly bytes: Uint8Array
}

/** A signing key of a verifier, under the name of the pinned one; under its own where that is `null`. */
export async function createSigner(kid: string | null = 'pinned'): Promise<AnswerSigner> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const name = kid ?? (await calculateJwkThumbprint(jwk))
  return importSigner({ ...jwk, kid: name } as Parameters<typeof importSigner>[0])
}

/** What the server says of the verifier's keys beside its answers. */
interface Passing {
  /** Signs challenges; by default the pinned key does. */
  readonly signer?: AnswerSigner
  /** Statements that it publishes, for the device to go over to another key; by default none. */
  readonly succession?: (issuer: string, pinned: AnswerSigner) => Promise<string[]>
}

/** An honest device, and a server on loopback that is where its verifier should be. */
interface Ambush extends AsyncDisposable {
  /** The extension's own sign-in. */
  authenticate(): Promise<unknown>
  /** The same by an extension that leaves out the signature's check. Whether it sent a token. */
  authenticateUnchecked(): Promise<boolean>
  /** How often the secret key was used to open an answer. */
  opened(): number
  /** Tokens that the server got. */
  readonly tokens: string[]
}

/** Nothing is kept of a device that lives in a test. */
const signIn: (session: Session, device: Device, keep: () => Promise<void>) => Promise<unknown> = authenticate

const json = (value: unknown): RawBody => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(value)) })

export async function prepareAmbush(lure: Lure, { signer, succession }: Passing = {}): Promise<Ambush> {
  const pinned = await createSigner()
  const tokens: string[] = []
  let opened = 0
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      void respond(incoming.url ?? '', Buffer.concat(chunks)).then(({ type, bytes }) =>
        outgoing.writeHead(200, { 'content-type': type }).end(bytes),
      )
    })
  })
  async function respond(path: string, body: Buffer): Promise<RawBody> {
    const [, , , challenge = '', what] = path.split('/')
    if (what === 'probe') {
      const answer = await lure({ subject: { ...subject, challenge }, probe: new Uint8Array(body), pinned })
      return 'type' in answer ? answer : { type: 'application/cbor', bytes: toCbor(answer) }
    }
    if (what === 'token') {
      tokens.push(body.toString())
      return json({ authenticated: true })
    }
    if (path === '/.well-known/zauth') {
      const statements = (await succession?.(issuer, pinned)) ?? []
      const jwks = { keys: [(signer ?? pinned).publicJwk] }
      const published = statements.length > 0 && { succession: statements }
      return json({ protocol: 'zauth/1', issuer, name: 'ZAuth', jwks, ...published })
    }
    const { nonce } = read(ChallengeRequest, JSON.parse(body.toString()))
    const asked = { challenge: toBase64url(randomBytes(32)), expiresAt: Date.now() + 120_000, movements: [] }
    const claims = { iss: issuer, device: account.device, nonce, ...asked }
    return json({ ...asked, triesLeft: 1, signature: await (signer ?? pinned).sign('zauth-challenge+jwt', claims) })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const keyAndTemplate = await keyAndTemplateHash(victim.publicKey, victim.template)
  const account = {
    issuer,
    clientId: 'shop',
    relyingParty: 'Shop',
    account: 'ada',
    device: 'A'.repeat(22),
    keyAndTemplate: toBase64url(keyAndTemplate),
    jwks: { keys: [pinned.publicJwk] },
    keys: 'A',
    wrappedSecretKey: 'A',
    enrolled: 0,
    lastUsed: null,
  }
  const device: Device = { account, signing: await createSigningKey(), secretKey: victim.secretKey }
  const subject = { issuer, clientId: 'shop', account: 'ada', device: account.device, keyAndTemplate }
  const session = sessionOf(issuer, () => opened++)

  return {
    tokens,
    opened: () => opened,
    authenticate: () => signIn(session, device, () => Promise.resolve()),
    async authenticateUnchecked() {
      const { offer, match, signal } = session
      const { challenge } = await startChallenge(offer.ticket, device, signal)
      const probe = await match.call('encryptProbe', { signs })
      const { answers, tag } = await sendProbe(challenge, probe, device, signal)
      const transcript = await transcriptOf({ ...account, challenge, keyAndTemplate }, probe, answers)
      const token = await match.call('open', { answers, transcript, tag })
      if (token) await sendToken(challenge, token, device, signal)
      return token !== null
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A camera window without a camera: the face has been seen, the workers' operations run here. */
function sessionOf(issuer: string, onOpen: () => void): Session {
  const operations: Pick<MatchOperations, 'encryptProbe' | 'open'> = {
    encryptProbe: (input) => Promise.resolve(encryptProbe(context, victim.secretKey, input.signs)),
    open: ({ answers, transcript, tag }) => {
      onOpen()
      return openAnswers(context, victim.secretKey, answers, transcript, tag)
    },
  }
  return {
    offer: anOffer({ issuer }),
    face: workerHere<FaceOperations>({ takeProbe: () => signs.slice() }),
    match: workerHere<MatchOperations>(operations),
    screen: createScreen(),
    timings: createTimings(),
    signal: new AbortController().signal,
    look: () => Promise.resolve(),
    move: () => Promise.resolve(null),
  }
}

/** An answer as the verifier would sign it. */
export async function signedBy(
  signer: AnswerSigner,
  subject: MatchSubject,
  probe: Bytes,
  { answers, tag }: Pick<AnswerResponse, 'answers' | 'tag'>,
): Promise<AnswerResponse> {
  const transcript = await transcriptOf(subject, probe, answers)
  const signature = await signer.sign('zauth-answer+jwt', {
    iss: subject.issuer,
    challenge: subject.challenge,
    transcript: toBase64url(await signedDigest(transcript, tag)),
  })
  return { answers, tag, signature }
}
