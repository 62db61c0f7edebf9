import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

// OWASP's cheat sheet on storing passwords: 32 MiB, three times.
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const length = 32

/** What is stored of an operator's password: salt and scrypt, base64url. */
export interface PasswordHash {
  readonly salt: string
  readonly hash: string
}

/** Hashes a password with a salt of its own. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, length, cost)
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url') }
}

/** Whether it is the password. */
export async function isPassword(password: string, { salt, hash }: PasswordHash): Promise<boolean> {
  const derived = await derive(password, Buffer.from(salt, 'base64url'), length, cost)
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'))
}
