import type { AuditLine } from '../../audit/auditLine.ts'
import { readinessOf } from '../../metrics/readinessOf.ts'
import type { Parts } from '../../parts.ts'
import { policyFor } from '../../policy/policyFor.ts'

/** Lines of the audit log that are looked at. */
const looked = 1000
const shown = 50
const signIns: readonly AuditLine['action'][] = [
  'sign-in accepted',
  'sign-in refused',
  'recovery code used',
  'device enrolled',
  'device renewed',
]

/** What there is to see, at one moment. */
export interface Overview {
  /** Milliseconds since 1970. */
  readonly at: number
  /** What is wrong, in sentences; none when it is well. */
  readonly reasons: readonly string[]
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly websites: readonly {
    readonly id: string
    readonly name: string
    readonly roads: string
    readonly enrolment: string
  }[]
  /** Newest first. */
  readonly signIns: readonly AuditLine[]
  readonly lockOuts: readonly AuditLine[]
  readonly events: readonly AuditLine[]
}

/** Looks at health, websites and the newest lines of the audit log, which names accounts and devices by keyed hashes. */
export async function lookAround(parts: Parts): Promise<Overview> {
  const { config, clients, matcher, audit, now } = parts
  const [{ reasons }, lines] = await Promise.all([readinessOf(parts, false), audit.newest(looked)])
  const load = matcher.load()
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`
  return {
    at: now(),
    reasons: reasons.map(({ reason }) => reason),
    facts: [
      ['Runs since', `${new Date(now() - 1000 * process.uptime()).toISOString().replace('T', ' ').slice(0, 19)} UTC`],
      ['Node.js', process.version],
      ['Store', config.database === undefined ? 'files' : 'PostgreSQL'],
      ['Match threads', `${load.working} of ${load.threads} at work`],
      ['Matches that wait', String(load.urgent + load.patient)],
      ['Requests with a place', `${load.admitted} of ${load.places}`],
      ['Memory of the process', megabytes(process.memoryUsage.rss())],
    ],
    websites: clients.list().map((client) => ({
      id: client.id,
      name: client.name,
      roads: client.roads.join(', '),
      enrolment: policyFor(config, client).enrolment,
    })),
    signIns: lines.filter(({ action }) => signIns.includes(action)).slice(0, shown),
    lockOuts: lines.filter(({ action }) => action === 'sign-in locked out').slice(0, shown),
    events: lines.filter(({ action }) => action !== 'audit signed').slice(0, shown),
  }
}
