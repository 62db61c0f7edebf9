import { randomBytes } from 'node:crypto'
import type { Parts } from '../parts.ts'
import { keptIdOf } from './keptIdOf.ts'
import type { Kind } from './kinds.ts'

interface Times {
  /** Milliseconds for which it can be taken, and past that, for which a second taking is told from an unknown handle. */
  readonly lifetime: number
  readonly remembered: number
}

/** Keeps something until it is taken, once, by a handle of 32 random bytes in base64url. */
export async function keepOnce(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  kind: Kind,
  content: object,
  { lifetime, remembered }: Times,
): Promise<string> {
  const handle = randomBytes(32).toString('base64url')
  const expiresAt = now() + lifetime
  await store.artifacts.insert({
    id: keptIdOf(kind, handle),
    grantId: null,
    uid: null,
    consumed: null,
    payload: JSON.stringify({ ...content, expiresAt }),
    removeAt: expiresAt + remembered,
  })
  return handle
}
