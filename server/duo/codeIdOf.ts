import { createHash } from 'node:crypto'

/** Under which name a code is stored: its hash, so that the store's reader has none that can be used. */
export function codeIdOf(code: string): string {
  return `duo:code:${createHash('sha256').update(code).digest('base64url')}`
}
