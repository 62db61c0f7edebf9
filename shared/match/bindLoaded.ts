import type { Ciphertext } from 'node-seal/throws'
import { bindHalf } from './bindHalf.ts'
import type { Account, BoundMatch } from './bindMatch.ts'
import type { MatchContext } from './context.ts'
import { discardPrepared } from './discardPrepared.ts'
import { guarded } from './guarded.ts'
import { randomElements } from './randomness.ts'
import { drawScoreTests } from './scoreTests.ts'
import { tokenBytes } from './tokenBytes.ts'

/**
 * Draws the token and the score tests, and brings them together with a template and what was prepared for its key: the
 * rest of a match that no probe decides (encrypted match §6).
 *
 * @param w from `loadTemplate`
 * @throws ZAuthError `degenerate_ciphertext`
 */
export function bindLoaded(context: MatchContext, w: Ciphertext, { acceptThreshold, prepared }: Account): BoundMatch {
  if (!prepared.every(({ mask }) => mask[0])) throw new TypeError('Unexpected second use of a prepared match')
  try {
    const tokenHalves = randomElements(2)
    const token = tokenBytes(tokenHalves[0] ?? 0n, tokenHalves[1] ?? 0n)
    const [firstTests, secondTests] = drawScoreTests(acceptThreshold, tokenHalves)
    tokenHalves.fill(0n)
    return guarded('degenerate_ciphertext', 'template', () => ({
      halves: [bindHalf(context, w, firstTests, prepared[0]), bindHalf(context, w, secondTests, prepared[1])] as const,
      token,
    }))
  } finally {
    discardPrepared(prepared)
  }
}
