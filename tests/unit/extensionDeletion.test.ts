import '../extension/extensionBrowser.ts'
import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deleteAccount } from '../../extension/account/deleteAccount.ts'
import type { Account } from '../../extension/storage/accounts/account.ts'
import { createSigningKey as createProofKey } from '../../extension/verifier/createSigningKey.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'
import type { PrivateJwk } from '../../server/keys/keyFile.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { stateSuccession } from '../../server/keys/stateSuccession.ts'
import { anAccount } from '../extension/anAccount.ts'
import { serverHere, type ServerHere } from '../extension/serverHere.ts'

const signing = await createProofKey()
// Where it is kept, IndexedDB, is not in Node.
vi.mock('../../extension/storage/devices/openDevice.ts', () => ({
  openDevice: () => Promise.resolve({ signing, secretKey: new Uint8Array(1) }),
}))

const [pinned, next] = await Promise.all([createSigningKey('ES256'), createSigningKey('ES256')])
let server: ServerHere
let answer: RequestListener
let account: Account
/** Who says that it follows the pinned key. */
let stating: PrivateJwk

beforeEach(async () => {
  server = await serverHere((request, response) => {
    answer(request, response)
  })
  answer = (request, response) => {
    void (request.method === 'GET' ? metadata() : deletion()).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  }
  account = anAccount({ issuer: server.origin, jwks: { keys: [publicKeyOf(pinned)] } })
})
afterEach(() => server[Symbol.asyncDispose]())

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
  answer = (request, response) => {
    if (request.method !== 'GET') asked++
    response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'busy', message: '' }))
  }
  await expect(deleteAccount(account, 'check')).rejects.toMatchObject({ code: 'busy' })
  expect(asked).toBe(0)
})

test('and not by a key that the pinned one has not named', async () => {
  stating = { ...next, kid: pinned.kid }
  await expect(deleteAccount(account, 'check')).rejects.toMatchObject({ code: 'verifier_untrusted' })
})
