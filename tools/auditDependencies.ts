import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as v from 'valibot'

/** Whether what the verifier is shipped with is known to be dangerous: `null` when the registry could not say. */
export interface DependencyAudit {
  readonly isFine: boolean | null
  /** For people. */
  readonly sentence: string
}

const root = join(import.meta.dirname, '..')
/** Milliseconds for one question to the registry. */
const patience = 15_000

const Advisories = v.object({
  metadata: v.object({ vulnerabilities: v.object({ high: v.number(), critical: v.number() }) }),
  vulnerabilities: v.record(v.string(), v.object({ severity: v.string() })),
})
const Package = v.object({ name: v.string(), version: v.string() })
const Signatures = v.object({ invalid: v.array(Package), missing: v.array(Package) })

/**
 * Asks npm's registry for advisories of high severity or worse about the packages that the verifier runs with, and for the signatures
 * of all that are installed. A registry may have neither (a mirror, no network): that is no failure, and is said.
 *
 * @param registry default the one that npm is set to
 */
export async function auditDependencies(registry?: string): Promise<readonly DependencyAudit[]> {
  const set = [
    '--json',
    '--fetch-retries=0',
    `--fetch-timeout=${patience}`,
    ...(registry === undefined ? [] : ['--registry', registry]),
  ]
  const [advisories, signatures] = await Promise.all([
    askNpm(['audit', '--omit=dev', '--audit-level=high', ...set]),
    askNpm(['audit', 'signatures', ...set]),
  ])
  return [aboutAdvisories(advisories), aboutSignatures(signatures)]
}

function aboutAdvisories(answer: unknown): DependencyAudit {
  const read = v.safeParse(Advisories, answer)
  if (!read.success)
    return { isFine: null, sentence: 'The registry has no advisories to ask for: dependencies not audited.' }
  const { high, critical } = read.output.metadata.vulnerabilities
  if (high + critical === 0) return { isFine: true, sentence: 'No advisory of high severity is about a dependency.' }
  const names = Object.entries(read.output.vulnerabilities).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  )
  return {
    isFine: false,
    sentence: `Advisories of high severity: ${names.map(([name]) => name).join(', ')}. See npm audit.`,
  }
}

function aboutSignatures(answer: unknown): DependencyAudit {
  const read = v.safeParse(Signatures, answer)
  if (!read.success)
    return { isFine: null, sentence: 'The registry has no signatures to ask for: packages not compared with them.' }
  const { invalid, missing } = read.output
  const named = (packages: typeof invalid) => packages.map(({ name, version }) => `${name}@${version}`).join(', ')
  if (invalid.length > 0) return { isFine: false, sentence: `Packages whose signature is wrong: ${named(invalid)}.` }
  const unsigned = missing.length > 0 ? ` ${missing.length} packages have none.` : ''
  return { isFine: true, sentence: `Every package that is signed has the registry’s signature.${unsigned}` }
}

/** What npm says in JSON, `null` when it says none in time. */
async function askNpm(args: readonly string[]): Promise<unknown> {
  // npm is a script that only a shell finds on Windows.
  const options = {
    cwd: root,
    shell: process.platform === 'win32',
    timeout: patience,
    stdio: ['ignore', 'pipe', 'ignore'] as const,
  }
  const child = spawn('npm', args, { ...options, stdio: [...options.stdio] })
  const failed = new Promise<null>((resolve) => child.once('error', () => resolve(null)))
  try {
    return JSON.parse((await Promise.race([failed, text(child.stdout)])) ?? 'null') as unknown
  } catch {
    return null
  }
}
