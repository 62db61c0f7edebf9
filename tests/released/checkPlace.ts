import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect } from 'vitest'
import { verifyAuditLog } from '../../server/audit/verifyAuditLog.ts'
import { openClients } from '../../server/clients/openClients.ts'
import { checkConfig } from '../../server/config/config.ts'
import { createEntraSigner } from '../../server/entra/signer/createEntraSigner.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openOperators } from '../../server/operators/openOperators.ts'
import { collectionNames } from '../../server/store/collections.ts'
import { makeDataFolder } from '../../server/store/makeDataFolder.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore, type StoreSettings } from '../../server/store/openStore.ts'
import type { Collection } from '../../server/store/store.ts'
import { sampleRecords } from './sampleRecords.ts'

/**
 * Opens what `fillPlace` of some version has stored, twice, so that what was brought up to date is found as it was left: each record with every
 * field that it has today, the device's ciphertexts, keys, websites, operators, and the audit log.
 */
export async function checkPlace(settings: StoreSettings): Promise<void> {
  await makeDataFolder(settings.data)
  for (let opened = 1; opened <= 2; opened++) await checkOnce(settings)
}

async function checkOnce(settings: StoreSettings): Promise<void> {
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore(settings), (each) => each.close())
  const documents = acquired.adopt(await openDocuments(settings, store.database), (each) => each.close())

  for (const name of collectionNames) {
    const collection = store[name] as unknown as Collection<{ readonly id: string }>
    const [found, ...others] = await collection.findAll({})
    expect(others, name).toEqual([])
    expect(Object.keys(found ?? {}).sort(), name).toEqual(Object.keys(sampleRecords[name]).sort())
  }
  expect(await store.accounts.find('account')).toMatchObject({ clientId: 'shop', userId: 'ada', devices: ['device'] })
  expect(await store.devices.findAll({ account: 'account', proofKey: 'thumbprint' })).toMatchObject([
    { acceptThreshold: 231, state: 'active', name: 'The laptop in the kitchen' },
  ])
  expect(await store.tries.find('device:device')).toMatchObject({ failures: 3 })
  expect(await store.ciphertexts.list()).toEqual(['device'])
  const ciphertexts = await store.ciphertexts.read('device')
  expect(ciphertexts?.publicKey.every((byte) => byte === 7)).toBe(true)
  expect(ciphertexts?.template).toEqual(new Uint8Array(64).fill(8))

  const keys = await loadKeys(documents)
  // One that signs, one that will.
  expect(keys.idTokenKeys(Date.now())).toHaveLength(2)
  const entra = await createEntraSigner(documents)()
  const signed = await entra.sign({ sub: 'ada' })
  expect((await jwtVerify(signed, createLocalJWKSet({ keys: [...entra.jwks.keys] }))).payload).toEqual({ sub: 'ada' })
  expect((await openClients({ clients: [] }, documents)).find('by-command')).toMatchObject({ name: 'By command' })
  expect((await openOperators(documents)).find('ada')).not.toBeNull()

  const audit = await verifyAuditLog(checkConfig({ issuer: 'https://face.example.com', ...settings }))
  expect(audit).toMatchObject({ isWell: true })
}
