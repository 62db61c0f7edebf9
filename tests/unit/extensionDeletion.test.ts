import './extensionBrowser.ts'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deleteAccount } from '../../extension/account/deleteAccount.ts'
import type { Account } from '../../extension/storage/account.ts'
import { createSigningKey as createProofKey } from '../../extension/verifier/createSigningKey.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'
import type { PrivateJwk } from '../../server/keys/keyFile.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { stateSuccession } from '../../server/keys/stateSuccession.ts'

const signing = await createProofKey()
// Where it is kept, IndexedDB, is not in Node.
vi.mock('../../extension/storage/openDevice.ts', () => ({
  openDevice: () => Promise.resolve({ signing, secretKey: new Uint8Array(1) }),
}))

const [pinned, next] = await Promise.all([createSigningKey('ES256'), createSigningKey('ES256')])
let server: Server
let account: Account
/** Who says that it follows the pinned key. */
let stating: PrivateJwk

beforeEach(async () => {
  server = createServer((request, response) => {
    void (request.method === 'GET' ? metadata() : deletion()).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  account = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'shop',
    relyingParty: 'Shop',
    account: 'ada',
    device: 'A'.repeat(22),
    keyAndTemplate: 'B'.repeat(43),
    jwks: { keys: [publicKeyOf(pinned)] },
    keys: 'A',
    enrolled: 0,
    lastUsed: null,
  }
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function metadata(): Promise<object> {
  const { issuer } = account
  const statement = await stateSuccession(stating, { key: next, signsFrom: 0 }, issuer)
  const jwks = { keys: [publicKeyOf(next)] }
  return { protocol: 'zauth/1', issuer, name: 'ZAuth', jwks, succession: [statement] }
}

/** Signed by the key that follows the pinned one, or says that it does. */
async function deletion(): Promise<object> {
  const { issuer, clientId, device, keyAndTemplate } = account
  const devices = [{ device, keyAndTemplate, enrolledAt: 0 }]
  const counts = { recoveryCodes: 0, tickets: 0, signIns: 0 }
  const claims = { iss: issuer, clientId, account: account.account, deletedAt: 1, devices, ...counts }
  return { statement: await (await importSigner(next)).sign('zauth-deletion+jwt', claims) }
}

test('what a verifier states of a deletion by its next key is shown, and kept together with that key', async () => {
  stating = pinned
  const { claims, keys } = await deleteAccount(account, 'check')
  expect(claims.account).toBe('ada')
  expect(keys).toEqual({ keys: [publicKeyOf(next)] })
})

test('nothing is deleted while a verifier cannot say by which key it will state it: it states it once', async () => {
  let asked = 0
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (request.method !== 'GET') asked++
    response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'busy', message: '' }))
  })
  await expect(deleteAccount(account, 'check')).rejects.toMatchObject({ code: 'busy' })
  expect(asked).toBe(0)
})

test('and not by a key that the pinned one has not named', async () => {
  stating = { ...next, kid: pinned.kid }
  await expect(deleteAccount(account, 'check')).rejects.toMatchObject({ code: 'verifier_untrusted' })
})
