import { fake } from '../extension/extensionBrowser.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keysToPin } from '../../extension/enrol/keysToPin.ts'
import { accountKey, type Account } from '../../extension/storage/accounts/account.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { anAccount } from '../extension/anAccount.ts'
import { serverHere, type ServerHere } from '../extension/serverHere.ts'

// Where keys are kept, IndexedDB, is not in Node; the records of accounts are not kept there.
vi.mock('../../extension/storage/upgraded.ts', () => ({ upgraded: () => Promise.resolve() }))

const [pinned, another] = await Promise.all([createSigningKey('ES256'), createSigningKey('ES256')])
const { signal } = new AbortController()
let server: ServerHere
let asked: number
let account: Account

/** Somebody is where the verifier was, and shows a key of her own. */
beforeEach(async () => {
  asked = 0
  server = await serverHere((_, response) => {
    asked++
    const jwks = { keys: [publicKeyOf(another)], moreOfALaterVersion: true }
    const body = { protocol: 'zauth/1', issuer: account.issuer, name: 'ZAuth', jwks, moreOfALaterVersion: true }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  account = anAccount({ issuer: server.origin, jwks: { keys: [publicKeyOf(pinned)] } })
})
afterEach(() => server[Symbol.asyncDispose]())

test('a face that is taken anew stays with the keys that its device has pinned', async () => {
  expect(await keysToPin(account, signal)).toEqual(account.jwks)
  expect(asked).toBe(0)
})

test('so does one that is enrolled again for an account that this browser has', async () => {
  const { issuer, clientId } = account
  await fake.storage.local.set({ [await accountKey(account)]: account })
  expect(await keysToPin({ issuer, clientId, account: 'ada' }, signal)).toEqual(account.jwks)
  expect(asked).toBe(0)
})

test('only an account that is new, or was forgotten, takes what the verifier shows', async () => {
  const { issuer, clientId } = account
  await fake.storage.local.set({ [await accountKey(account)]: account })
  const grace = { issuer, clientId, account: 'grace' }
  expect(await keysToPin(grace, signal)).toEqual({ keys: [publicKeyOf(another)] })
  await fake.storage.local.remove(await accountKey(account))
  expect(await keysToPin({ ...grace, account: 'ada' }, signal)).toEqual({ keys: [publicKeyOf(another)] })
})
