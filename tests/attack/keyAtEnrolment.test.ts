import '../extension/extensionBrowser.ts'
import { expect, test } from 'vitest'
import '../../extension/background/main.ts'
import type { EnrolmentSession } from '../../extension/signIn/session.ts'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import { enrol } from '../../extension/enrol/enrol.ts'
import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import type { Device } from '../../extension/storage/devices/device.ts'
import { createSigningKey as createProofKey } from '../../extension/verifier/createSigningKey.ts'
import { fetchMetadata } from '../../extension/verifier/fetchMetadata.ts'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { anAccount } from '../extension/anAccount.ts'
import { anOffer } from '../extension/anOffer.ts'
import { serverHere } from '../extension/serverHere.ts'
import { workerHere } from '../extension/workerHere.ts'
import { createSigner, victim } from './attacker/ambush.ts'

const [pinned, mine] = await Promise.all([createSigner(null), createSigner(null)])
const bare = (bytes: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

/**
 * Somebody stands where the verifier was, for one sign-in, and lets the person's face be taken anew: a device that then asked
 * for the verifier's keys would be hers from then on, and would have given up the one that trusts the verifier.
 */
const standIn = () =>
  serverHere((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void answer(request.url ?? '', bare(Buffer.concat(chunks)), `http://${request.headers.host ?? ''}`).then(
        (body) => {
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
        },
      )
    })
  })

async function answer(path: string, body: Uint8Array<ArrayBuffer>, issuer: string): Promise<object> {
  if (path === '/.well-known/zauth')
    return { protocol: 'zauth/1', issuer, name: 'ZAuth', jwks: { keys: [mine.publicJwk] } }
  const enrolment = read(EnrolmentRequest, fromCbor(body))
  if (enrolment.training !== 'device') throw new TypeError('Unexpected training')
  const hash = await keyAndTemplateHash(enrolment.publicKey, enrolment.template)
  return { device: 'N'.repeat(22), keyAndTemplate: toBase64url(hash) }
}

/** A camera window whose person has been seen, and wants to use the pictures. */
function sessionAt(issuer: string): EnrolmentSession {
  return {
    offer: anOffer({ issuer }),
    consent: null,
    face: workerHere<FaceOperations>({
      finishSeries: () => [],
      takeTemplate: () => ({ weights: new Int32Array(256), acceptThreshold: 100 }),
    }),
    match: workerHere<MatchOperations>({
      createKeys: () => ({ secretKey: victim.secretKey.slice(), publicKey: victim.publicKey }),
      encryptTemplate: () => victim.template,
    }),
    screen: { ...createScreen(), pressed: () => Promise.resolve('go') },
    timings: createTimings(),
    signal: new AbortController().signal,
    look: () => Promise.resolve(),
    move: () => Promise.resolve(null),
    collect: () => Promise.resolve(),
  }
}

test('a device that pins what it is shown is hers after a face was taken anew; ours keeps what it has pinned', async () => {
  await using server = await standIn()
  const session = sessionAt(server.origin)
  const account = anAccount({ issuer: server.origin, jwks: { keys: [pinned.publicJwk] } })
  const renewed: Device = { account, signing: await createProofKey(), secretKey: victim.secretKey.slice() }

  // What such a device would pin.
  expect((await fetchMetadata(account, session.signal)).jwks).toEqual({ keys: [mine.publicJwk] })
  const fresh = await enrol(session, renewed)
  expect(fresh.account).toMatchObject({ device: 'N'.repeat(22), jwks: { keys: [pinned.publicJwk] } })
})
