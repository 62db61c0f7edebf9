import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

const salt = randomBytes(16).toString('hex')

/** The first factor: whether a name and a password belong together. An unknown name takes as long as a known one. */
export function passwordStep(users: Readonly<Record<string, string>>): (user: string, password: string) => boolean {
  const known = new Map(Object.entries(users).map(([name, password]) => [name, hashed(name, password)]))
  return (user, password) => timingSafeEqual(hashed(user, password), known.get(user) ?? randomBytes(32))
}

function hashed(user: string, password: string): Buffer {
  return scryptSync(password, `${salt} ${user}`, 32)
}
