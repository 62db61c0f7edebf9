import { compactVerify, createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { randomBytes, randomUUID } from 'node:crypto'
import { createMatchContext, type MatchContext } from '../../shared/match/context.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { fromCbor, toCbor } from '../../shared/protocol/cbor.ts'
import { fromBase64url, toBase64url } from '../../shared/protocol/encoding.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AbandonRequest } from '../../shared/protocol/interactionMessages.ts'
import {
  AnswerClaims,
  AnswerResponse,
  ChallengeResponse,
  TokenResponse,
} from '../../shared/protocol/challengeMessages.ts'
import { EnrolmentResponse } from '../../shared/protocol/enrolmentMessages.ts'
import { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { Metadata } from '../../shared/protocol/metadata.ts'
import type { MovementSet } from '../../shared/protocol/movements.ts'
import { signedDigest, transcriptOf } from '../../shared/protocol/transcript.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import type { Person } from './people.ts'
import type { World } from './world.ts'

/** An extension without a browser, and without its good manners: it sends whatever a test wants it to. */

type Bytes = Uint8Array<ArrayBuffer>

/** The verifier's refusal, as it came over HTTP. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly retryAfter: number | undefined

  constructor(status: number, { error, message, retryAfter }: ErrorResponse) {
    super(message)
    this.status = status
    this.code = error
    this.retryAfter = retryAfter
  }
}

export interface Body {
  readonly type: string
  readonly bytes: Bytes
}

export interface Proof {
  readonly method?: string
  readonly url?: string
  readonly jti?: string
  readonly iat?: number
  readonly ath?: string
  readonly header?: object
}

let shared: Promise<MatchContext> | undefined
/** SEAL, once for all clients of a test file. */
function matchContext(): Promise<MatchContext> {
  shared ??= createMatchContext()
  return shared
}

export const jsonBody = (value: unknown): Body => ({
  type: 'application/json',
  bytes: new TextEncoder().encode(JSON.stringify(value)),
})
export const cborBody = (value: unknown): Body => ({ type: 'application/cbor', bytes: toCbor(value) })
export const octets = (bytes: Bytes): Body => ({ type: 'application/octet-stream', bytes })

/** What a client has to know of a verifier. */
type Target = Pick<World, 'issuer' | 'now'>

/** A device with its keys, at one verifier. */
export class Client {
  readonly world: Target
  readonly context: MatchContext
  readonly secretKey: Bytes
  readonly publicKey: Bytes
  readonly proofKeys: CryptoKeyPair
  device = ''
  keyAndTemplate = ''

  private constructor(world: Target, context: MatchContext, proofKeys: CryptoKeyPair) {
    const { secretKey, publicKey } = createKeyPair(context)
    this.world = world
    this.context = context
    this.secretKey = secretKey
    this.publicKey = publicKey
    this.proofKeys = proofKeys
  }

  static async create(world: Target): Promise<Client> {
    return new Client(world, await matchContext(), await generateKeyPair('ES256'))
  }

  async prove(method: string, url: string, proof: Proof = {}): Promise<string> {
    const jwk = await exportJWK(this.proofKeys.publicKey)
    return await new SignJWT({
      htm: proof.method ?? method,
      htu: proof.url ?? url,
      ...(proof.ath !== undefined && { ath: proof.ath }),
    })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...proof.header })
      .setJti(proof.jti ?? randomUUID())
      .setIssuedAt(proof.iat ?? Math.floor(this.world.now() / 1000))
      .sign(this.proofKeys.privateKey)
  }

  /** A POST with a proof; whatever comes back. */
  async post(url: string, body: Body, headers: Record<string, string> = {}): Promise<Response> {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': body.type, dpop: await this.prove('POST', url), ...headers },
      body: body.bytes,
    })
  }

  /** A POST with a proof; the body of the success. Throws a `Refusal`. */
  async send(url: string, body: Body): Promise<Bytes> {
    const response = await this.post(url, body)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (!response.ok) throw new Refusal(response.status, read(ErrorResponse, parse(bytes)))
    return bytes
  }

  /** Enrols with a template that this device trained on a series. */
  async enrol(offer: Offer, owner: Person, movementSet: MovementSet = 'turns', renews?: string): Promise<void> {
    const { weights, acceptThreshold } = owner.training()
    const template = encryptTemplate(this.context, this.secretKey, weights)
    await this.sendEnrolment({
      training: 'device',
      ticket: offer.ticket,
      publicKey: this.publicKey,
      template,
      acceptThreshold,
      movementSet,
      ...(renews !== undefined && { renews }),
    })
  }

  /** Enrols with the embeddings themselves, for the verifier to train. */
  async enrolInTheClear(offer: Offer, series: readonly Float32Array[], more: object = {}): Promise<void> {
    const embeddings = series.map((embedding) => new Uint8Array(embedding.slice().buffer))
    await this.sendEnrolment({
      training: 'server',
      ticket: offer.ticket,
      publicKey: this.publicKey,
      embeddings,
      movementSet: 'turns',
      ...more,
    })
  }

  async sendEnrolment(request: object): Promise<void> {
    const answer = await this.send(endpoints.enrolments(this.world.issuer), cborBody(request))
    const { device, keyAndTemplate } = read(EnrolmentResponse, parse(answer))
    this.device = device
    this.keyAndTemplate = keyAndTemplate
  }

  async challenge(offer: Offer): Promise<ChallengeResponse> {
    const nonce = randomBytes(32).toString('base64url')
    const body = jsonBody({ ticket: offer.ticket, device: this.device, nonce })
    return read(ChallengeResponse, parse(await this.send(endpoints.challenges(this.world.issuer), body)))
  }

  probeOf(embedding: Float32Array): Bytes {
    return encryptProbe(this.context, this.secretKey, probeSigns([embedding]))
  }

  async probe(challenge: string, probe: Bytes): Promise<AnswerResponse> {
    const answer = await this.send(endpoints.probe(this.world.issuer, challenge), octets(probe))
    return read(AnswerResponse, fromCbor(answer))
  }

  /** The token in an answer, if there is one, after checking the verifier's signature. */
  async open(offer: Offer, challenge: string, probe: Bytes, response: AnswerResponse): Promise<Bytes | null> {
    const { answers, tag, signature } = response
    const subject = {
      issuer: this.world.issuer,
      clientId: offer.relyingParty.clientId,
      account: offer.account,
      device: this.device,
      challenge,
      keyAndTemplate: fromBase64url(this.keyAndTemplate),
    }
    const transcript = await transcriptOf(subject, probe, answers)
    const metadata = await fetchMetadata(this.world.issuer)
    const { payload } = await compactVerify(signature, createLocalJWKSet(metadata.jwks), { algorithms: ['ES256'] })
    const claims = read(AnswerClaims, parse(payload))
    const digest = toBase64url(await signedDigest(transcript, tag))
    if (claims.iss !== this.world.issuer || claims.challenge !== challenge || claims.transcript !== digest) {
      throw new Error('The signature is about another answer')
    }
    return await openAnswers(this.context, this.secretKey, answers, transcript, tag)
  }

  async sendToken(challenge: string, token: Bytes): Promise<TokenResponse> {
    const body = jsonBody({ token: toBase64url(token) })
    return read(TokenResponse, parse(await this.send(endpoints.token(this.world.issuer, challenge), body)))
  }

  async abandon(offer: Offer, reason: AbandonRequest['reason']): Promise<void> {
    await this.send(endpoints.abandon(this.world.issuer), jsonBody({ ticket: offer.ticket, reason }))
  }

  /** A try with a probe of one's own making: the token that it yields, or null. */
  async tryProbe(offer: Offer, probe: Bytes): Promise<{ challenge: string; token: Bytes | null }> {
    const { challenge } = await this.challenge(offer)
    const response = await this.probe(challenge, probe)
    return { challenge, token: await this.open(offer, challenge, probe, response) }
  }

  /** What an honest extension does: whether the face was recognised. */
  async authenticate(offer: Offer, embedding: Float32Array): Promise<boolean> {
    return (await this.signIn(offer, embedding)) !== null
  }

  /** The same: what the verifier said to the token, `null` when there was none. */
  async signIn(offer: Offer, embedding: Float32Array): Promise<TokenResponse | null> {
    const { challenge, token } = await this.tryProbe(offer, this.probeOf(embedding))
    return token === null ? null : await this.sendToken(challenge, token)
  }
}

export async function fetchMetadata(issuer: string): Promise<Metadata> {
  return read(Metadata, await (await fetch(endpoints.metadata(issuer))).json())
}

export function parse(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}
