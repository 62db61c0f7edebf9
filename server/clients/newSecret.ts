import { randomBytes } from 'node:crypto'

/** A secret of 240 random bits in 40 characters, as every road takes it. */
export function newSecret(): string {
  return randomBytes(30).toString('base64url')
}
