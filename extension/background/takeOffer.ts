import type { Offer } from '../../shared/protocol/offer.ts'
import type { Pending } from '../pending/pending.ts'
import { changePending } from './changePending.ts'

/** Milliseconds that a sign-in waits at most, whatever its verifier says. */
const longest = 15 * 60_000

/**
 * Takes an offer from a verifier's page: from now on its sign-in waits behind the extension's icon. A page that is loaded again
 * offers what it offered before, unless a code that the person has typed there lets her set up this device now; another
 * sign-in in the same tab takes the place of what waited there.
 *
 * @param offered is asked when the offer's turn has come
 */
export async function takeOffer(offered: () => Offer | null, tabId: number): Promise<void> {
  await changePending((pending) => {
    const offer = offered()
    return offer ? withOffer(pending, offer, tabId) : pending
  })
}

function withOffer(pending: Pending[], offer: Offer, tabId: number): Pending[] {
  const known = pending.find((one) => one.offer.ticket === offer.ticket)
  // Tickets are secrets of their verifiers: another's is nobody's to offer.
  if (known && known.offer.issuer !== offer.issuer) return pending
  if (known?.offer.purpose === offer.purpose && known.tabId === tabId) return pending
  const others = pending.filter(
    (one) => one !== known && (one.tabId !== tabId || one.windowId !== null || one.state === 'settled'),
  )
  if (known?.offer.purpose === offer.purpose) return [...others, { ...known, tabId }]
  const expiresAt = Math.min(offer.expiresAt, Date.now() + longest)
  return [...others, { offer: { ...offer, expiresAt }, tabId, state: 'offered', windowId: known?.windowId ?? null }]
}
