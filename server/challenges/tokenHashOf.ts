import { createHash } from 'node:crypto'

/** What is stored of a token: 72 uniform bits need no slow hash. base64url. */
export function tokenHashOf(token: Uint8Array): string {
  return createHash('sha256').update(token).digest('base64url')
}
