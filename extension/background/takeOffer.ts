import type { Offer } from '../../shared/protocol/messages.ts'
import { changePending } from './changePending.ts'

/** Milliseconds that a sign-in waits at most, whatever its verifier says. */
const longest = 15 * 60_000

/**
 * Takes an offer from a verifier's page: from now on its sign-in waits behind the extension's icon. A page that is loaded again
 * offers what it offered before, unless a code that the person has typed there lets her set up this device now; another
 * sign-in in the same tab takes the place of what waited there.
 */
export async function takeOffer(offered: Offer, tabId: number): Promise<void> {
  const offer = { ...offered, expiresAt: Math.min(offered.expiresAt, Date.now() + longest) }
  await changePending((pending) => {
    const known = pending.find((one) => one.offer.ticket === offer.ticket)
    const others = pending.filter(
      (one) => one !== known && (one.tabId !== tabId || one.windowId !== null || one.state === 'settled'),
    )
    const isSame = known?.offer.purpose === offer.purpose
    return [
      ...others,
      isSame ? { ...known, tabId } : { offer, tabId, state: 'offered', windowId: known?.windowId ?? null },
    ]
  })
}
