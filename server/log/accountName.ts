import { createHmac } from 'node:crypto'
import type { Keys } from '../keys/loadKeys.ts'

/** How logs name an account: the same each time, and nobody's user id. */
export function accountName(keys: Pick<Keys, 'accountNames'>, account: string): string {
  return createHmac('sha256', keys.accountNames).update(account).digest('base64url').slice(0, 12)
}
