import type { Device } from '../store/records.ts'

/**
 * Whether a device can become one of an account's own: the first while there is none, a renewed one while there is the one that it
 * renews, and one by a ticket or a recovery code always.
 *
 * @param own ids of the account's devices
 */
export function mayJoin({ admission, renews }: Pick<Device, 'admission' | 'renews'>, own: readonly string[]): boolean {
  switch (admission) {
    case 'first':
      return own.length === 0
    case 'renewal':
      return renews !== null && own.includes(renews)
    case 'ticket':
    case 'recovery_code':
      return true
  }
}
