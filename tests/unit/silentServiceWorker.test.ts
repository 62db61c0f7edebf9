import '../extension/extensionBrowser.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { enrol } from '../../extension/enrol/enrol.ts'
import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import { runSignIn } from '../../extension/signIn/runSignIn.ts'
import type { Studio } from '../../extension/signIn/signIn.ts'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { read } from '../../shared/protocol/read.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { anOffer } from '../extension/anOffer.ts'
import { serverHere } from '../extension/serverHere.ts'
import { workerHere } from '../extension/workerHere.ts'

/** How a sign-in ends whose camera, which is not in Node, is left out. */
let ending: () => Promise<readonly string[]>
vi.mock('../../extension/signIn/signIn.ts', () => ({ signIn: () => ending() }))

beforeEach(() => {
  vi.stubGlobal('document', { body: { dataset: {} } })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => void vi.unstubAllGlobals())

const camera = { show: () => Promise.resolve(), take: () => Promise.resolve(null), [Symbol.dispose]: () => undefined }

/** A camera window whose service worker, which nobody has started here, never replies. */
function studio(): Studio {
  return {
    offer: anOffer(),
    screen: createScreen(),
    video: {} as HTMLVideoElement,
    woken: camera,
    face: workerHere<FaceOperations>({}),
    match: workerHere<MatchOperations>({}),
    prepared: () => Promise.resolve(),
    timings: createTimings(),
  }
}

test('recovery codes, which are given once, are shown at once and until she has kept them, however silent the service worker is', async () => {
  ending = () => Promise.resolve(['abcd-1234'])
  const window = studio()
  const over = runSignIn(window, new AbortController().signal)
  await vi.waitFor(() => expect(window.screen.view).toMatchObject({ phase: 'codes', codes: ['abcd-1234'] }), 500)
  window.screen.press('go')
  expect(await over).toBe(true)
  expect(window.screen.view.phase).toBe('done')
})

test('what ended a sign-in is said, however silent the service worker is', async () => {
  ending = () => Promise.reject(new ZAuthError('account_unknown'))
  const window = studio()
  expect(await runSignIn(window, new AbortController().signal)).toBe(false)
  expect(window.screen.view).toMatchObject({ phase: 'failed', failure: { error: { code: 'account_unknown' } } })
})

test('a device that the verifier has stored is not thrown away, however silent the service worker is', async () => {
  const key = await createSigningKey('ES256')
  await using server = await serverHere((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const issuer = `http://${request.headers.host ?? ''}`
      const body = new Uint8Array(Buffer.concat(chunks))
      void answer(request.url ?? '', body, issuer).then((answered) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered)),
      )
    })
  })
  async function answer(path: string, body: Uint8Array<ArrayBuffer>, issuer: string): Promise<object> {
    if (path === '/.well-known/zauth')
      return { protocol: 'zauth/1', issuer, name: 'ZAuth', jwks: { keys: [publicKeyOf(key)] } }
    const sent = read(EnrolmentRequest, fromCbor(body))
    if (sent.training !== 'device') throw new TypeError('Unexpected training')
    const hash = await keyAndTemplateHash(sent.publicKey, sent.template)
    return { device: 'N'.repeat(22), keyAndTemplate: toBase64url(hash) }
  }
  const secretKey = new Uint8Array(8).fill(7)
  const enrolled = await enrol({
    ...studio(),
    offer: anOffer({ issuer: server.origin, purpose: 'enrol' }),
    screen: { ...createScreen(), pressed: () => Promise.resolve('go') },
    face: workerHere<FaceOperations>({
      finishSeries: () => [],
      takeTemplate: () => ({ weights: new Int32Array(256), acceptThreshold: 100 }),
    }),
    match: workerHere<MatchOperations>({
      createKeys: () => ({ secretKey, publicKey: new Uint8Array(sizes.publicKey) }),
      encryptTemplate: () => new Uint8Array(sizes.template),
    }),
    consent: { time: 1, version: 'A'.repeat(16) },
    signal: new AbortController().signal,
    look: () => Promise.resolve(),
    move: () => Promise.resolve(null),
    collect: () => Promise.resolve(),
  })
  expect(enrolled.account.device).toBe('N'.repeat(22))
  expect(secretKey.every((byte) => byte === 7)).toBe(true)
})
