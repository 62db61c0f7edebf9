import '../extension/extensionBrowser.ts'
import { expect, test } from 'vitest'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { requestEnrolment } from '../../extension/enrol/requestEnrolment.ts'
import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import { createSigningKey as createProofKey } from '../../extension/verifier/createSigningKey.ts'
import { authenticate } from '../../extension/verify/authenticate.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { anAccount } from '../extension/anAccount.ts'
import { anOffer } from '../extension/anOffer.ts'
import { serverHere } from '../extension/serverHere.ts'
import { workerHere } from '../extension/workerHere.ts'

const breaksDown = () => Promise.reject(new ZAuthError('backend_lost'))
const isWiped = (numbers: Int8Array | Int32Array): boolean => numbers.every((one) => one === 0)

test('what was learnt of a face is wiped when it could not be encrypted', async () => {
  const weights = new Int32Array(256).fill(7)
  const session = {
    offer: anOffer(),
    consent: { time: 1, version: 'A' },
    screen: createScreen(),
    face: workerHere<FaceOperations>({ takeTemplate: () => ({ weights, acceptThreshold: 100 }) }),
    match: workerHere<MatchOperations>({ encryptTemplate: breaksDown }),
  }
  await expect(requestEnrolment(session, new Uint8Array(1), undefined)).rejects.toMatchObject({ code: 'backend_lost' })
  expect(isWiped(weights)).toBe(true)
})

test('what was seen of a face is wiped when it could not be encrypted', async () => {
  const key = await createSigningKey('ES256')
  const signer = await importSigner(key)
  const device = 'A'.repeat(22)
  await using server = await serverHere((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { nonce } = JSON.parse(Buffer.concat(chunks).toString()) as { nonce: string }
      const asked = { challenge: 'C'.repeat(43), expiresAt: Date.now() + 120_000, movements: [] }
      void signer.sign('zauth-challenge+jwt', { iss: server.origin, device, nonce, ...asked }).then((signature) => {
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ ...asked, triesLeft: 3, signature }))
      })
    })
  })
  const signs = new Int8Array(256).fill(1)
  const session = {
    offer: anOffer({ issuer: server.origin }),
    screen: createScreen(),
    timings: createTimings(),
    face: workerHere<FaceOperations>({ takeProbe: () => signs }),
    match: workerHere<MatchOperations>({ encryptProbe: breaksDown }),
    signal: new AbortController().signal,
    look: () => Promise.resolve(),
    move: () => Promise.resolve(null),
  }
  const account = anAccount({ issuer: server.origin, device, jwks: { keys: [publicKeyOf(key)] } })
  const mine = { account, signing: await createProofKey(), secretKey: new Uint8Array(8) }
  await expect(authenticate(session, mine, () => Promise.resolve())).rejects.toMatchObject({ code: 'backend_lost' })
  expect(isWiped(signs)).toBe(true)
})
