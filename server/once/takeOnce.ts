import * as v from 'valibot'
import type { Parts } from '../parts.ts'
import { keptIdOf } from './keptIdOf.ts'
import type { Kind } from './kinds.ts'

interface Kept {
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/**
 * Takes what `keepOnce` has kept.
 *
 * @param check throws for whom it was not kept: that does not use it up
 * @returns what it was, or why there is none
 */
export async function takeOnce<K extends Kept>(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  kind: Kind,
  handle: string,
  form: v.GenericSchema<unknown, K>,
  check: (kept: K) => void = () => undefined,
): Promise<K | 'unknown' | 'used before' | 'expired'> {
  const id = keptIdOf(kind, handle)
  const found = await store.artifacts.find(id)
  if (found === null) return 'unknown'
  const kept = v.parse(form, JSON.parse(found.payload))
  check(kept)
  // Of two that take it at the same time, one gets here second.
  const isFirst = await store.artifacts.update(id, { consumed: null }, { consumed: Math.floor(now() / 1000) })
  if (!isFirst) return 'used before'
  return kept.expiresAt <= now() ? 'expired' : kept
}
