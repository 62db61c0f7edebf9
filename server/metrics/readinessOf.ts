import { statfs } from 'node:fs/promises'
import type { Parts } from '../parts.ts'

/** Bytes that must be free where the verifier writes: some hundred enrolments, and the records of a busy day. */
const leastFree = 100 * 1024 * 1024
/** Milliseconds that the store may take for an answer. */
const patience = 2000

/** Whether requests should be sent here; where not, each thing that is wrong, in words that name no secret. */
export interface Readiness {
  readonly ready: boolean
  readonly reasons: readonly { readonly check: Check; readonly reason: string }[]
}
type Check = 'draining' | 'store' | 'threads' | 'keys' | 'disk'

type ReadinessParts = Pick<Parts, 'config' | 'store' | 'matcher' | 'keys' | 'now' | 'log'>

/** Asks everything that a sign-in needs. */
export async function readinessOf(parts: ReadinessParts, isDraining: boolean): Promise<Readiness> {
  const checks: Record<Check, () => string | null | Promise<string | null>> = {
    draining: () => (isDraining ? 'The verifier has been told to end' : null),
    store: () => complaintAboutStore(parts),
    threads: () => (parts.matcher.load().threads === 0 ? 'No match thread is there' : null),
    keys: () => (parts.keys.idTokenKeys(parts.now()).length === 0 ? 'No signing key is loaded' : null),
    disk: () => complaintAboutDisk(parts),
  }
  const asked = Object.entries(checks).map(async ([check, complaint]) => {
    const reason = await new Promise<string | null>((resolve) => {
      resolve(complaint())
    }).catch((err: unknown) => {
      parts.log.error({ err, check }, 'not ready')
      return 'The check itself failed; the log says why'
    })
    return reason === null ? [] : [{ check: check as Check, reason }]
  })
  const reasons = (await Promise.all(asked)).flat()
  return { ready: reasons.length === 0, reasons }
}

/** A look for a record that nobody has. */
async function complaintAboutStore({ store, log }: ReadinessParts): Promise<string | null> {
  const late = AbortSignal.timeout(patience)
  const lateness = new Promise<string>((resolve) => {
    late.addEventListener('abort', () => {
      resolve('The store does not answer')
    })
  })
  const answer = store.accounts.find('readiness').then(
    () => null,
    (err: unknown) => {
      log.error({ err }, 'the store does not answer')
      return 'The store does not answer'
    },
  )
  return await Promise.race([answer, lateness])
}

async function complaintAboutDisk({ config }: ReadinessParts): Promise<string | null> {
  // Nothing is written there where there is a database.
  if (config.database !== undefined) return null
  const { bavail, bsize } = await statfs(config.data)
  return bavail * bsize < leastFree ? `Less than ${leastFree / 1024 / 1024} MiB are free for the data folder` : null
}
