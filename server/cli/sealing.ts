import type { AuditAction } from '../audit/actions.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { reseal } from '../seal/reseal.ts'
import { readSealKey } from '../seal/sealKey.ts'
import { requireWritable } from '../store/requireWritable.ts'
import type { Say } from './program.ts'
import { withVerifier } from './withVerifier.ts'

/**
 * @param say takes what was done, before the audit log is written, as that may fail
 * @throws ConfigError
 */
export async function sealAll(config: VerifierConfig, say: Say): Promise<void> {
  const key = keyOf(config, 'the path of a key (zauth seal key)')
  say(await change(config, null, key))
  await noteBy(config, key, 'store sealed', 'seal on')
}

/** @throws ConfigError */
export async function unsealAll(config: VerifierConfig, say: Say): Promise<void> {
  say(await change(config, keyOf(config, usedKey), null))
  await noteBy(config, null, 'store unsealed', 'seal off')
}

/**
 * @param to the path of the other key
 * @throws ConfigError
 */
export async function changeSealKey(config: VerifierConfig, to: string, say: Say): Promise<void> {
  say(await change(config, keyOf(config, usedKey), to))
  await noteBy(config, to, 'seal key changed', 'seal rotate')
}

const usedKey = 'the path of the key that what is stored is sealed with'

function keyOf({ sealWith }: VerifierConfig, expected: string): string {
  if (sealWith === undefined) throw new ConfigError(`sealWith is missing: Expected ${expected}`)
  return sealWith
}

/** @returns what was done, as a sentence */
async function change(config: VerifierConfig, from: string | null, to: string | null): Promise<string> {
  if (config.database === undefined) await requireWritable(config.data)
  const sealers = [
    from === null ? null : await readSealKey(from),
    to === null ? null : await readSealKey(to, from === null ? 'sealWith' : '--to'),
  ] as const
  const { records, devices } = await reseal(config, ...sealers)
  const done = `${records} records and the ciphertexts of ${devices} devices`
  return to === null ? `Brought ${done} into the clear.\n` : `Sealed ${done}, the keys and the registered websites.\n`
}

/** @param key by which everything is sealed now: the settings say it later */
async function noteBy(config: VerifierConfig, key: string | null, action: AuditAction, command: string): Promise<void> {
  const changed = { ...config }
  if (key === null) delete changed.sealWith
  else changed.sealWith = key
  await withVerifier(changed, ({ note }) => {
    note({ action, by: { operator: command } })
  })
}
