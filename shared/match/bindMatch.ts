import type { Ciphertext } from 'node-seal/throws'
import { bindHalf, type BoundHalf } from './bindHalf.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discardPrepared } from './discardPrepared.ts'
import { guarded } from './guarded.ts'
import type { PreparedMatch } from './prepareMatch.ts'
import { randomElements } from './randomness.ts'
import { drawScoreTests } from './scoreTests.ts'
import { tokenBytes } from './tokenBytes.ts'

/** Good for one probe, which wipes its halves. Plain bytes, about 2.4 MB, so that it crosses threads. Secret from everybody. */
export interface BoundMatch {
  readonly halves: readonly [BoundHalf, BoundHalf]
  /** 9 bytes; the verifier's secret until an extension sends the same. */
  readonly token: Bytes
}

/** What a match is bound to beside a template. */
export interface Binding {
  /** The least accepted score; of the parity of Σ weights. */
  readonly acceptThreshold: number
  /** For the public key that goes with the template; good for one match, which wipes it. */
  readonly prepared: PreparedMatch
}

/**
 * Draws the token and the score tests, and brings them together with a template and what was prepared for its key: the
 * rest of a match that no probe decides (encrypted match §6).
 *
 * @param w from `loadTemplate`
 * @throws ZAuthError `degenerate_ciphertext`
 */
export function bindMatch(context: MatchContext, w: Ciphertext, { acceptThreshold, prepared }: Binding): BoundMatch {
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

/** The memory that may be handed to another thread instead of copied. */
export function transferablesOf(halves: readonly BoundHalf[]): ArrayBuffer[] {
  return halves.flatMap(({ cover, square, mask }) => [cover.buffer, square.buffer, mask.buffer])
}
