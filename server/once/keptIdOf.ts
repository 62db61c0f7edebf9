import { createHash } from 'node:crypto'
import type { Kind } from './kinds.ts'

/** Under which name something is kept: its handle's hash, so that the store's reader has none that can be used. */
export function keptIdOf(kind: Kind, handle: string): string {
  return kind + createHash('sha256').update(handle).digest('base64url')
}
