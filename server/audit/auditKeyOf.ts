import { createHmac } from 'node:crypto'
import type { Keys } from '../keys/loadKeys.ts'

/** The secret by which each line of the audit log shows that the verifier has written it. */
export function auditKeyOf({ accountNames }: Pick<Keys, 'accountNames'>): Buffer {
  return createHmac('sha256', accountNames).update('zauth audit log').digest()
}
