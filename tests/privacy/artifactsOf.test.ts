import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { artifactsOf } from '../../server/privacy/artifactsOf.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Store } from '../../server/store/store.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-artifacts-'))
  store = await openNedbStore(folder)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const removeAt = 2e12
async function keep(id: string, payload: object): Promise<void> {
  const rest = { grantId: null, uid: null, consumed: null, removeAt }
  await store.artifacts.insert({ id, payload: JSON.stringify(payload), ...rest })
}
const found = async (clientId: string, userId: string) =>
  (await artifactsOf(store, { id: 'account', clientId, userId })).map(({ id }) => id).toSorted()

it('what is kept of a sign-in is found for the user whom it names, and for nobody whose id is a part of hers', async () => {
  const request = (login: string) =>
    Buffer.from(JSON.stringify({ client_id: 'shop', login_hint: login })).toString('base64url')
  await keep('PushedAuthorizationRequest:1', { request: `e30.${request('joanna@shop.example')}.`, exp: 1797 })
  await keep('PushedAuthorizationRequest:2', { request: `e30.${request('anna')}.`, exp: 1797 })
  await keep('AuthorizationCode:3', { clientId: 'shop', accountId: '7', exp: 1797 })
  await keep('AuthorizationCode:4', { clientId: 'shop', accountId: '17', exp: 1797 })
  await keep('AuthorizationCode:5', { clientId: 'shop-2', accountId: '7' })
  await keep('Interaction:6', { params: JSON.stringify({ client_id: 'shop', login_hint: '7' }) })
  // It keeps an assertion from being taken twice, and is nobody's.
  await keep('ReplayDetection:7', { iss: 'shop', accountId: '7' })
  expect(await found('shop', '7')).toEqual(['AuthorizationCode:3', 'Interaction:6'])
  expect(await found('shop', 'anna')).toEqual(['PushedAuthorizationRequest:2'])
  expect(await found('shop', 'nobody')).toEqual([])
})
