import type { CommandOf, Reply } from '../messaging/commands.ts'
import { isOfferFrom } from '../messaging/isOfferFrom.ts'
import type { PageOrigin } from '../messaging/originOfSender.ts'
import { isGranted } from '../permission/isGranted.ts'
import { openOffered } from './openOffered.ts'
import { takeOffer } from './takeOffer.ts'

/** Offers of tabs that are waiting for their turn: the newest of each tab is enough. */
const newest = new Map<number, { offer: CommandOf<'offer'>['offer']; taken: Promise<void> }>()

/**
 * A page offers a sign-in. What it says of another verifier than its own is not taken; nor is a check, which begins on the options page
 * and tells the person that it does.
 */
export async function hearPage({ offer }: CommandOf<'offer'>, { url, tabId }: PageOrigin): Promise<Reply<'offer'>> {
  if (!isOfferFrom(url, offer) || offer.own) return { command: 'offer', answer: false }
  const waiting = newest.get(tabId)
  if (waiting) waiting.offer = offer
  else newest.set(tabId, { offer, taken: take(tabId) })
  await newest.get(tabId)?.taken
  return { command: 'offer', answer: await isGranted(offer.issuer) }
}

/** A page that offers a thousand times a second keeps nobody else waiting. */
async function take(tabId: number): Promise<void> {
  const turn = { come: false }
  try {
    await takeOffer(() => {
      turn.come = true
      const offer = newest.get(tabId)?.offer
      newest.delete(tabId)
      return offer ?? null
    }, tabId)
  } finally {
    // Whatever failed before its turn came: the next offer of the tab is not to wait for it.
    if (!turn.come) newest.delete(tabId)
  }
  void openOffered(tabId)
}
