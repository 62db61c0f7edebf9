import type { VerifierConfig } from './config.ts'
import { secretVariableOf } from './secretVariableOf.ts'
import { settingVariables } from './settingVariables.ts'

/** Those of the project's tools and tests. */
const ofOthers = [
  'ZAUTH_BROWSER',
  'ZAUTH_FIREFOX',
  'ZAUTH_AGREEMENT',
  'ZAUTH_POSTGRES',
  'ZAUTH_FACES',
  'ZAUTH_GENERATED_FACES',
  'ZAUTH_FAULT_RUNS',
  'ZAUTH_FAULT_SEED',
  'ZAUTH_FUZZ_RUNS',
  'ZAUTH_FUZZ_SEED',
]

/**
 * Environment variables that look like settings and are none, in the order of the alphabet: misspelt, most likely. They are
 * told and not refused, since systems make such names up: Kubernetes gives `ZAUTH_PORT` to all who are near a service `zauth`.
 */
export function unknownVariables(
  { clients }: Pick<VerifierConfig, 'clients'>,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const known = new Set([
    ...Object.keys(settingVariables),
    ...ofOthers,
    ...clients.map(({ id }) => secretVariableOf(id)),
  ])
  return Object.keys(environment)
    .filter((name) => name.startsWith('ZAUTH_') && !known.has(name))
    .sort()
}
