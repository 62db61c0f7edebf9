import '../extension/extensionBrowser.ts'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Device } from '../../extension/storage/devices/device.ts'
import { createSigningKey as createProofKey } from '../../extension/verifier/createSigningKey.ts'
import { settleCandidate } from '../../extension/verify/settleCandidate.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner, type AnswerSigner } from '../../server/keys/importSigner.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { anAccount } from '../extension/anAccount.ts'
import { serverHere, type ServerHere } from '../extension/serverHere.ts'

const [pinned, another] = await Promise.all([createSigningKey('ES256'), createSigningKey('ES256')])
const signing = await createProofKey()
const ticket = 'T'.repeat(43)
const secretKey = new Uint8Array(8)
let candidate: Device
let became: string[]

// Where devices are kept, IndexedDB, is not in Node.
vi.mock('../../extension/storage/devices/openCandidate.ts', () => ({ openCandidate: () => Promise.resolve(candidate) }))
vi.mock('../../extension/storage/devices/keepDevice.ts', () => ({
  keepDevice: () => Promise.resolve(became.push('kept')),
}))
vi.mock('../../extension/storage/devices/dropCandidate.ts', () => ({
  dropCandidate: () => Promise.resolve(became.push('dropped')),
}))

beforeEach(() => {
  became = []
  secretKey.fill(7)
})

const refusing = (status: number, error: string): Promise<ServerHere> =>
  serverHere((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error, message: '' }))
  })

/** Gives a challenge for the device that asks, signed by this key. */
const challenging = async (signer: AnswerSigner): Promise<ServerHere> => {
  const server = await serverHere((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { nonce, device } = JSON.parse(Buffer.concat(chunks).toString()) as { nonce: string; device: string }
      const asked = { challenge: 'C'.repeat(43), expiresAt: Date.now() + 120_000, movements: [] }
      void signer.sign('zauth-challenge+jwt', { iss: server.origin, device, nonce, ...asked }).then((signature) => {
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ ...asked, triesLeft: 3, signature }))
      })
    })
  })
  return server
}

async function settle({ origin }: ServerHere): Promise<void> {
  const account = anAccount({ issuer: origin, jwks: { keys: [publicKeyOf(pinned)] } })
  candidate = { account, signing, secretKey }
  await settleCandidate(account, ticket, new AbortController().signal)
}

test('what the verifier knows, as its signed challenge shows, is kept', async () => {
  await using server = await challenging(await importSigner(pinned))
  await settle(server)
  expect(became).toEqual(['kept'])
  expect(secretKey.every((byte) => byte === 0)).toBe(true)
})

test('what it does not know is dropped', async () => {
  await using server = await refusing(404, 'device_unknown')
  await settle(server)
  expect(became).toEqual(['dropped'])
})

test.each(['too_many_tries', 'device_disabled', 'busy'])(
  'a refusal that nobody has signed (%s) is a reason for neither device to go',
  async (error) => {
    await using server = await refusing(429, error)
    await expect(settle(server)).rejects.toMatchObject({ code: error })
    expect(became).toEqual([])
    expect(secretKey.every((byte) => byte === 0)).toBe(true)
  },
)

test('nor is a challenge that another key has signed', async () => {
  await using server = await challenging(await importSigner({ ...another, kid: pinned.kid }))
  await expect(settle(server)).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(became).toEqual([])
})
