import browser from 'webextension-polyfill'
import { protocolName } from '../../shared/protocol/fields.ts'
import { rememberedBackend } from '../face/rememberedBackend.ts'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { lastErrors } from './lastErrors.ts'
import { lastTimings } from './lastTimings.ts'

/**
 * What somebody who helps has to know, as text that a person can read before she sends it. Only what is named here gets in: numbers,
 * codes and choices out of fixed lists. No account, website, verifier, camera name, key, ticket or picture.
 *
 * @param now milliseconds since 1970
 */
export async function makeReport(now: number): Promise<string> {
  const [choice, errors, timings, accounts, settings, quota] = await Promise.all([
    rememberedBackend(),
    lastErrors(),
    lastTimings(),
    listAccounts(),
    readSettings(),
    navigator.storage.estimate(),
  ])
  const { version } = browser.runtime.getManifest()
  const report = {
    program: {
      zauth: version,
      protocol: protocolName,
      browser: navigator.userAgent,
      made: new Date(now).toISOString(),
    },
    machine: { cores: navigator.hardwareConcurrency, webgpu: 'gpu' in navigator },
    recognition: { used: choice?.backend ?? null, wanted: settings.backend, trials: choice?.trials ?? [] },
    lastSignInInMilliseconds: timings,
    lastErrors: errors.map(({ code, at }) => ({ code, at: new Date(at).toISOString() })),
    accounts: accounts.length,
    settings: {
      automatic: settings.automatic,
      theme: settings.theme,
      language: settings.language,
      cameraChosen: settings.camera !== null,
      lockAfter: settings.lockAfter,
      lockOnSleep: settings.lockOnSleep,
    },
    storage: { usedBytes: quota.usage ?? null },
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
