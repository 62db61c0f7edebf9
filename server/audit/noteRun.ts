import { hostname } from 'node:os'
import type { VerifierConfig } from '../config/config.ts'
import { accountName } from '../log/accountName.ts'
import type { Parts } from '../parts.ts'
import { doWithoutSecret } from '../roads/roads.ts'

interface RunParts extends Pick<Parts, 'audit' | 'config'> {
  readonly keys: Pick<Parts['keys'], 'accountNames'>
}

/**
 * Notes that a verifier has begun, and with which settings: a fingerprint of them that says whether they are the same as before, and
 * nothing about them.
 *
 * @returns notes that it ends
 */
export function noteRun({ audit, config, keys }: RunParts): () => void {
  // Of several over one database each has a name of its own.
  const by = { verifier: config.database === undefined ? 'itself' : hostname() }
  audit.note({ action: 'verifier started', by })
  audit.note({
    action: 'configuration loaded',
    by,
    detail: accountName(keys, `configuration:${JSON.stringify(withoutDrawnSecrets(config))}`),
  })
  return () => {
    audit.note({ action: 'verifier stopped', by })
  }
}

/** Websites that need no secret may name none, and then one is drawn whenever the settings are read. */
function withoutDrawnSecrets({ clients, ...settings }: VerifierConfig): object {
  return {
    ...settings,
    clients: clients.map((client) => (doWithoutSecret(client.roads) ? { ...client, secret: null } : client)),
  }
}
