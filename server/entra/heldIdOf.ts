import { createHash } from 'node:crypto'

/** Under which name a held request is stored: its handle's hash. */
export function heldIdOf(handle: string): string {
  return `entra:held:${createHash('sha256').update(handle).digest('base64url')}`
}
