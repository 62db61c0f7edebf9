import { waitAfter } from '../attempts/waitAfter.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'

/** Codes that may be typed in one sign-in. */
const mostInInteraction = 5

/**
 * Milliseconds until a browser may type the next code for an account: none, then 30 seconds after five, growing; `Infinity` where
 * this sign-in has had its last. Counted for account and browser together, over the sign-ins that are remembered, so that
 * nobody keeps the account's owner out by typing wrong ones. (A code has 60 bits: it is not these limits that make guessing hopeless.)
 */
export async function codeWait({ store, now }: Parts, interaction: InteractionRecord): Promise<number> {
  if (interaction.codeTries >= mostInInteraction) return Infinity
  const { account, browser } = interaction
  const ofBrowser = await store.interactions.findAll({ account, browser })
  const tries = ofBrowser.reduce((sum, { codeTries }) => sum + codeTries, 0)
  const last = Math.max(...ofBrowser.map(({ codeTriedAt }) => codeTriedAt))
  // Typed at a time to come: by a clock that was ahead, and nobody has to wait for it.
  return last > now() ? 0 : Math.max(0, last + waitAfter(tries) - now())
}
