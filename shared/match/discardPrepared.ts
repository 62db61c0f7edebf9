import { discard } from './discard.ts'
import type { PreparedMatch } from './prepareMatch.ts'

/** Wipes what was prepared for a match. */
export function discardPrepared(prepared: PreparedMatch): void {
  for (const { mask, blinding, square } of prepared) for (const spent of [mask, blinding, square]) discard(spent)
}
