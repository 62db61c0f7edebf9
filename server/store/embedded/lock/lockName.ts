import { createHash } from 'node:crypto'

/** A name for the lock of a folder where it cannot lie in it, the same for whoever comes. */
export function lockName(folder: string): string {
  return `zauth-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
}
