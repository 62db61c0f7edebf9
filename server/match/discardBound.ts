import { transferablesOf, type BoundMatch } from '../../shared/match/bindMatch.ts'

/** Wipes a match that no probe will come for. Of what was handed to a thread nothing is left here to be wiped. */
export function discardBound({ halves, token }: BoundMatch): void {
  for (const memory of transferablesOf(halves)) if (!memory.detached) new Uint8Array(memory).fill(0)
  token.fill(0)
}
