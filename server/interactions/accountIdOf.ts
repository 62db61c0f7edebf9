import { createHash } from 'node:crypto'

const hash = (...parts: readonly (string | Buffer)[]) =>
  parts.reduce<ReturnType<typeof createHash>>((all, part) => all.update(part), createHash('sha256')).digest()

/** Name of an account: no two pairs of website and user id share one. base64url, 32 bytes. */
export function accountIdOf(clientId: string, userId: string): string {
  return hash(hash(clientId), hash(userId)).toString('base64url')
}
