import { noteError } from '../../extension/diagnostics/noteError.ts'
import { noteTimings } from '../../extension/diagnostics/noteTimings.ts'
import { rememberBackend } from '../../extension/face/rememberBackend.ts'
import { allowIssuer } from '../../extension/permission/allowIssuer.ts'
import { changeSettings } from '../../extension/storage/settings/changeSettings.ts'
import type { Settings } from '../../extension/storage/settings/settings.ts'
import { noteRenewal } from '../../extension/storage/accounts/noteRenewal.ts'

const issuer = 'https://verifier.example'

/** Every setting, each with a value that is not its usual one. */
const settings: Settings = {
  automatic: 'ask',
  automaticAt: { [issuer]: 'granted' },
  theme: 'dark',
  language: 'de',
  camera: '8d5e957f297893487bd98fa830fa6413',
  backend: 'wasm',
  movements: { pace: 2, aloud: true },
  lockAfter: 15,
  lockOnSleep: false,
}

/** Runs in a page of the extension: has it store one of everything that it stores beside accounts and keys. */
export async function useEverything(device: string): Promise<void> {
  await changeSettings(settings)
  await allowIssuer(issuer)
  await noteRenewal(device, true)
  await rememberBackend({ backend: 'wasm', trials: [{ backend: 'wasm', outcome: 'right', ms: 40 }] })
  await noteError('no_face')
  await noteTimings({ perceive: 1, embed: 2, encrypt: 3, answer: 4, open: 5, token: 6, total: 21 })
}
