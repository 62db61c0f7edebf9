import { createHmac, pbkdf2Sync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { World } from '../verifier/world.ts'

/** The secret of a verifier's that its salts are made with, out of the file that the records are not in. */
export async function saltSecretOf({ config }: World): Promise<string> {
  const keys = JSON.parse(await readFile(join(config.data, 'keys.json'), 'utf8')) as { tickets: string }
  return keys.tickets
}

/**
 * What the records should have of a code: PBKDF2 with HMAC-SHA-256 of 100,000 iterations, under a salt that is made of the account
 * and a secret of the verifier's (docs/inside-verifier.md). Worked out here without a line of what is tested.
 */
export function keptOf(secret: string, account: string, code: string): string {
  const salt = createHmac('sha256', Buffer.from(secret, 'base64url')).update(`codes:${account}`).digest()
  return pbkdf2Sync(code.replaceAll('-', ''), salt, 100_000, 32, 'sha256').toString('base64url')
}
