import { fake, restart } from '../extension/extensionBrowser.ts'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { lastErrors } from '../../extension/diagnostics/lastErrors.ts'
import { makeReport } from '../../extension/diagnostics/makeReport.ts'
import { noteError } from '../../extension/diagnostics/noteError.ts'
import { noteTimings } from '../../extension/diagnostics/noteTimings.ts'
import { rememberedKey } from '../../extension/face/rememberedBackend.ts'
import { accountKey } from '../../extension/storage/accounts/account.ts'
import { changeSettings } from '../../extension/storage/settings/changeSettings.ts'

/** Nothing of this may leave the browser in a report; each stands where the extension keeps such things. */
const planted = {
  issuer: 'https://verifier.planted-secret.example',
  clientId: 'planted-secret-client',
  relyingParty: 'Planted Secret Bank',
  account: 'planted-secret-user',
  accountName: 'planted.secret@mail.example',
  device: 'PlantedSecretDevice012',
  keyAndTemplate: 'PlantedSecretHashPlantedSecretHashPlantedSe',
  keys: 'PlantedSecretKeysName0',
  camera: 'planted-secret-camera-id',
  ticket: 'PlantedSecretTicketPlantedSecretTicketPlant',
  vault: 'planted-secret-vault-key',
  kid: 'planted-secret-kid',
}

beforeEach(() => {
  restart()
  Object.assign(fake.runtime, { getManifest: () => ({ version: '1.2.3' }) })
  vi.stubGlobal('navigator', {
    userAgent: 'Browser of the test',
    hardwareConcurrency: 4,
    locks: navigator.locks,
    storage: { estimate: () => Promise.resolve({ usage: 1000 }) },
  })
})

async function plant(): Promise<void> {
  const { issuer, clientId, relyingParty, account, accountName, device, keyAndTemplate, keys, kid } = planted
  const jwk = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43), kid, alg: 'ES256', use: 'sig' }
  const record = { issuer, clientId, relyingParty, account, accountName, device, keyAndTemplate, keys }
  await fake.storage.local.set({
    [await accountKey(record)]: { ...record, jwks: { keys: [jwk] }, enrolled: 1, lastUsed: 2 },
    [`allowed:${issuer}`]: true,
    [`renew:${device}`]: true,
  })
  await fake.storage.session.set({
    pending: [{ offer: { issuer, ticket: planted.ticket }, tabId: 7 }],
    unlocked: planted.vault,
  })
  await changeSettings({ camera: planted.camera, automaticAt: { [issuer]: 'ask' } })
}

describe('a report for somebody who helps', () => {
  test('says what is needed: versions, backend, times, the last errors', async () => {
    const trials = [{ backend: 'wasm', outcome: 'right', ms: 40 }]
    await fake.storage.local.set({ [rememberedKey]: { backend: 'wasm', browser: 'Browser of the test', trials } })
    await noteTimings({ total: 812.5, encrypt: 7 })
    await noteError('camera_busy')
    await noteError('no_face')
    const report = JSON.parse(await makeReport(0)) as Record<string, unknown>
    expect(report).toMatchObject({
      program: { zauth: '1.2.3', protocol: 'zauth/1', browser: 'Browser of the test' },
      recognition: { used: 'wasm', trials },
      lastSignInInMilliseconds: { total: 812.5, encrypt: 7 },
      lastErrors: [{ code: 'no_face' }, { code: 'camera_busy' }],
      accounts: 0,
    })
  })

  test('holds no secret, no name and no address of what the browser keeps', async () => {
    await plant()
    const report = await makeReport(0)
    expect(JSON.parse(report)).toMatchObject({ accounts: 1, settings: { cameraChosen: true } })
    for (const secret of Object.values(planted)) expect(report).not.toContain(secret)
    expect(report).not.toMatch(/planted/i)
  })

  test('takes nothing over from storage that somebody has written into', async () => {
    await fake.storage.local.set({
      errors: [{ code: 'planted-secret', at: 0 }],
      timings: { total: 1, 'planted-secret': 2 },
      [rememberedKey]: { backend: 'wasm', browser: 'Browser of the test', trials: [{ backend: 'planted-secret' }] },
      settings: { theme: 'planted-secret', language: 'planted-secret', backend: 'planted-secret' },
    })
    expect(await makeReport(0)).not.toContain('planted')
  })
})

test('of the errors that a person meets, the last twenty are noted, by their codes alone', async () => {
  for (let i = 0; i < 25; i++) await noteError(i % 2 === 0 ? 'busy' : 'no_face')
  expect(await lastErrors()).toHaveLength(20)
  fake.storage.local.set = () => Promise.reject(new Error('No space'))
  await noteError('busy')
  expect(await lastErrors()).toHaveLength(20)
})
