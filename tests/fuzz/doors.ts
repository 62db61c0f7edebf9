import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { decode } from 'cborg/json'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import Koa from 'koa'
import { checkSignature } from '../../extension/verifier/checkSignature.ts'
import { authenticateClient } from '../../server/http/authenticateClient.ts'
import { verifyProof } from '../../server/proof/verifyProof.ts'
import type { Parts } from '../../server/parts.ts'
import { TicketOrder } from '../../server/codes/orderEnrolmentTicket.ts'
import { ChallengeOrder, Redemption } from '../../server/verify/messages.ts'
import { checkProbe, checkPublicKey, checkTemplate } from '../../shared/match/checks.ts'
import type { MatchContext } from '../../shared/match/context.ts'
import { guarded } from '../../shared/match/guarded.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { NameRequest } from '../../shared/protocol/accountMessages.ts'
import { fromCbor, toCbor } from '../../shared/protocol/cbor.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { AnswerResponse, ChallengeRequest, TokenRequest } from '../../shared/protocol/challengeMessages.ts'
import { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { mutated, type Chance } from './mutate.ts'
import { match, prepareFromBytes } from '../match/fromBytes.ts'

/** One way in: what an honest party would send, and what looks at it first. */
export interface Door {
  readonly name: string
  /** Lets something damaged in; returns when it was taken, throws when it was refused. */
  enter(chance: Chance): unknown
}

const text = (value: string) => new TextEncoder().encode(value)
const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Every place at which bytes come in from outside, verifier's and device's. */
export async function openDoors(context: MatchContext, unguarded: boolean): Promise<Door[]> {
  const { secretKey, publicKey } = createKeyPair(context)
  const ones = new Int8Array(256).fill(1)
  const weights = Int32Array.from({ length: 256 }, (_, i) => (i % 5) - 2)
  const probe = encryptProbe(context, secretKey, ones)
  const template = encryptTemplate(context, secretKey, weights)
  const wholeTemplate = encryptTemplateForOwner(context, publicKey, weights)
  const acceptThreshold = 100
  const prepared = () => prepareFromBytes(context, publicKey)
  const { answers } = match(context, { template, probe, acceptThreshold, prepared: prepared() })
  const ticket = toBase64url(new Uint8Array(32).fill(3))

  /** Most of what is taken is looked at only; some of it is used, which must not throw either. */
  const sometimes = (chance: Chance, use: () => unknown): unknown => (chance.below(16) === 0 ? use() : null)
  const bytesDoor = (
    name: string,
    honest: Uint8Array,
    enter: (bytes: Uint8Array<ArrayBuffer>, chance: Chance) => unknown,
  ): Door => ({
    name,
    enter: (chance) => enter(mutated(honest, chance), chance),
  })

  const loadUnchecked = (bytes: Uint8Array): void => {
    using ciphertext = new context.seal.Ciphertext()
    guarded('malformed_ciphertext', 'probe', () => ciphertext.loadFromArray(context.context, bytes))
  }

  return [
    bytesDoor('public key', publicKey, (bytes, chance) => {
      checkPublicKey(context, bytes)
      return sometimes(chance, () =>
        match(context, { template, probe, acceptThreshold, prepared: prepareFromBytes(context, bytes) }),
      )
    }),
    bytesDoor('template', template, (bytes, chance) => {
      checkTemplate(context, bytes)
      return sometimes(chance, () => match(context, { template: bytes, probe, acceptThreshold, prepared: prepared() }))
    }),
    bytesDoor('template of the verifier', wholeTemplate, (bytes) => checkTemplate(context, bytes)),
    bytesDoor('probe', probe, (bytes, chance) => {
      checkProbe(context, bytes)
      return sometimes(chance, () => match(context, { template, probe: bytes, acceptThreshold, prepared: prepared() }))
    }),
    bytesDoor('answer', answers[0], (bytes) =>
      openAnswers(context, secretKey, [bytes, answers[1]], new Uint8Array(192), new Uint8Array(3)),
    ),
    bytesDoor(
      'enrolment',
      toCbor({ training: 'device', ticket, publicKey, template, acceptThreshold, movementSet: 'turns' }),
      (bytes) => read(EnrolmentRequest, fromCbor(bytes)),
    ),
    bytesDoor(
      'enrolment to be trained',
      toCbor({
        training: 'server',
        ticket,
        publicKey,
        embeddings: Array.from({ length: 5 }, () => new Uint8Array(256)),
        movementSet: 'gentle',
      }),
      (bytes) => read(EnrolmentRequest, fromCbor(bytes)),
    ),
    bytesDoor('answer message', toCbor({ answers, tag: new Uint8Array(3), signature: 'e30.e30.e30' }), (bytes) =>
      read(AnswerResponse, fromCbor(bytes)),
    ),
    bytesDoor('challenge request', text(JSON.stringify({ ticket, device: 'A'.repeat(22), nonce: ticket })), (bytes) =>
      read(ChallengeRequest, strictJson(bytes)),
    ),
    bytesDoor('token request', text(JSON.stringify({ token: 'A'.repeat(12) })), (bytes) =>
      read(TokenRequest, strictJson(bytes)),
    ),
    bytesDoor(
      'order of a challenge',
      text(JSON.stringify({ user: 'ada', returnTo: 'https://site.example/', reason: 'Pay 20 €', action: 'sha-256:1' })),
      (bytes) => read(ChallengeOrder, strictJson(bytes)),
    ),
    bytesDoor('redemption', text(JSON.stringify({ result: ticket, secret: ticket, user: 'ada' })), (bytes) =>
      read(Redemption, strictJson(bytes)),
    ),
    bytesDoor('order of a ticket', text(JSON.stringify({ user: 'ada' })), (bytes) =>
      read(TicketOrder, strictJson(bytes)),
    ),
    bytesDoor('name of a device', text(JSON.stringify({ name: 'Desk at home' })), (bytes) =>
      read(NameRequest, strictJson(bytes)),
    ),
    credentialsDoor(),
    await proofDoor(),
    await signatureDoor(),
    ...(unguarded ? [bytesDoor('unguarded probe', probe, loadUnchecked)] : []),
  ]
}

function strictJson(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, { rejectDuplicateMapKeys: true })
  } catch (cause) {
    throw new ZAuthError('malformed_request', 'not strict JSON', { cause })
  }
}

/** The header of a back end's request. */
function credentialsDoor(): Door {
  const [id, secret] = ['site', 'a secret of the site, which is long enough']
  const website = { id, secret, name: 'Site', roads: ['verify'], redirectUris: ['https://site.example/'] }
  const parts = { clients: { find: (name: string) => (name === id ? website : null) } } as unknown as Parts
  const app = new Koa()
  return {
    name: 'credentials',
    enter: (chance) => {
      const request = new IncomingMessage(new Socket())
      const honest = text(`Basic ${btoa(`${id}:${secret}`)}`)
      request.headers['authorization'] = Buffer.from(mutated(honest, chance)).toString('latin1')
      return authenticateClient(app.createContext(request, new ServerResponse(request)), parts, 'verify')
    },
  }
}

async function proofDoor(): Promise<Door> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const issuer = 'http://localhost:4000'
  const honest = await new SignJWT({ htm: 'POST', htu: `${issuer}/api/challenges` })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(publicKey) })
    .setJti('one')
    .setIssuedAt()
    .sign(privateKey)
  const app = new Koa()
  return {
    name: 'DPoP proof',
    enter: (chance) => {
      const request = new IncomingMessage(new Socket())
      request.method = 'POST'
      request.url = '/api/challenges'
      // As Node would hand it over: Latin 1.
      request.headers['dpop'] = Buffer.from(mutated(text(honest), chance)).toString('latin1')
      const parts = { config: { issuer }, now: Date.now } as unknown as Parts
      return verifyProof(app.createContext(request, new ServerResponse(request)), parts)
    },
  }
}

async function signatureDoor(): Promise<Door> {
  const { publicKey } = await generateKeyPair('ES256')
  const { x = '', y = '' } = await exportJWK(publicKey)
  const jwks = { keys: [{ kty: 'EC', crv: 'P-256', x, y, kid: 'k', alg: 'ES256', use: 'sig' } as const] }
  const header = toBase64url(text(JSON.stringify({ alg: 'ES256', typ: 'zauth-answer+jwt', kid: 'k' })))
  const honest = text(`${header}.${toBase64url(text('{"iss":"x"}'))}.${toBase64url(new Uint8Array(64))}`)
  const expected = { issuer: 'x', challenge: 'x', transcript: new Uint8Array(192), tag: new Uint8Array(3) }
  return {
    name: 'signature',
    enter: (chance) => checkSignature(words(mutated(honest, chance)), jwks, expected),
  }
}
