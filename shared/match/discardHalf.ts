import type { BoundHalf } from './bindHalf.ts'
import { discard } from './discard.ts'

/** Wipes a half that has answered its probe, or will answer none. */
export function discardHalf({ cover, square, mask }: BoundHalf): void {
  for (const spent of [cover, square, mask]) discard(spent)
}
