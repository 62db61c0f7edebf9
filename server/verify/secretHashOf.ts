import { createHash } from 'node:crypto'

/** What is stored of a secret or a result of 32 random bytes: base64url SHA-256. */
export function secretHashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
