import { unknownVariables } from '../config/unknownVariables.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { loadConfig } from '../config/loadConfig.ts'
import { checkAudit } from './checkAudit.ts'
import { checkBackupAge } from './checkBackupAge.ts'
import { checkExtension } from './checkExtension.ts'
import { checkFiles } from './checkFiles.ts'
import { checkIssuer } from './checkIssuer.ts'
import { checkMachine } from './checkMachine.ts'
import { checkMatch } from './checkMatch.ts'
import { checkOwners } from './checkOwners.ts'
import { checkRecords } from './checkRecords.ts'
import { checkStored } from './checkStored.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface Wanted {
  /** Whether a verifier that is not running is a fault. */
  readonly running?: boolean
  /** Whether every device's ciphertexts are looked at, however long that takes. */
  readonly all?: boolean
}

/** Everything that can be looked at from here, while the verifier runs or not. Changes nothing. */
export async function examine(
  file: string,
  environment: Environment,
  { running = false, all = false }: Wanted = {},
): Promise<Finding[]> {
  const now = Date.now()
  // One that is too old never comes this far: `zauth.ts` loads nothing then.
  const node = fine('node', `Node.js is ${process.version}.`)
  const settings = await loadConfig(file, environment).catch((error: unknown) => {
    if (error instanceof ConfigError) return error.message
    throw error
  })
  if (typeof settings === 'string') return [node, wrong('settings', settings, `Change ${file}, or the variable.`)]
  const checks = [
    ['files', () => checkFiles(file, settings)],
    ['owners', () => checkOwners(file, settings)],
    ...((await wouldChange(settings))
      ? ([['database', () => Promise.resolve([earlier])]] as const)
      : ([
          ['stored', () => checkStored(settings, now)],
          ['records', () => checkRecords(settings, all)],
          ['audit log', () => checkAudit(settings)],
          ['backup', () => checkBackupAge(settings, now)],
        ] as const)),
    ['issuer', () => checkIssuer(settings, now, running)],
    ['extension', () => checkExtension(settings)],
    ['machine', () => checkMachine()],
    ['match', () => checkMatch()],
  ] as const
  // One after the other: the match takes this thread for a while, and who waits for an answer would not hear it.
  const findings: Finding[] = []
  for (const [name, check] of checks) findings.push(...(await tryCheck(name, check)))
  return [node, fine('settings', `${file} can be used.`), variables(settings, environment), ...findings]
}

const earlier = unknown(
  'database',
  'It is empty, or of an earlier version: what is in it was not looked at, as opening it would bring it up to this one.',
  'When no node of the earlier version runs any more, zauth serve does that.',
)

/** Whether opening the database would bring it up to this version, under nodes that still run the one before. */
async function wouldChange({ database }: VerifierConfig): Promise<boolean> {
  if (database === undefined) return false
  const { isBehind } = await import('../store/postgres/isBehind.ts')
  return await isBehind(database)
}

/** A check that fails by itself says nothing about the verifier. */
async function tryCheck(name: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check()
  } catch (error) {
    return [unknown(name, `It could not be looked at: ${error instanceof Error ? error.message : String(error)}`)]
  }
}

function variables(settings: VerifierConfig, environment: Environment): Finding {
  const names = unknownVariables(settings, environment)
  if (names.length === 0) return fine('variables', 'No environment variable looks like a setting and is none.')
  return wrong('variables', `No setting is named by ${names.join(', ')}.`, 'Correct the name, or unset it.')
}
