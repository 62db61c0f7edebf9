import { hostname } from 'node:os'
import { accountName } from '../log/accountName.ts'
import type { Parts } from '../parts.ts'

/**
 * Notes that a verifier has begun, and with which settings: a fingerprint of them that says whether they are the same as before, and
 * nothing about them.
 *
 * @returns notes that it ends
 */
export function noteRun({ audit, config, keys }: Pick<Parts, 'audit' | 'config' | 'keys'>): () => void {
  // Of several over one database each has a name of its own.
  const by = { verifier: config.database === undefined ? 'itself' : hostname() }
  audit.note({ action: 'verifier started', by })
  audit.note({
    action: 'configuration loaded',
    by,
    detail: accountName(keys, `configuration:${JSON.stringify(config)}`),
  })
  return () => {
    audit.note({ action: 'verifier stopped', by })
  }
}
