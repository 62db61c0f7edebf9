import { isGranted } from '../permission/isGranted.ts'
import { readPending } from '../pending/pending.ts'
import type { TabOffer } from './offerOfTab.ts'

/** A sign-in that the person can start, or go back to. */
export interface Waiting extends TabOffer {
  /** Whether its verifier is allowed already. */
  readonly granted: boolean
  /** Whether its camera window is open. */
  readonly runs: boolean
}

/**
 * The sign-ins that wait, the one of the page in front first.
 *
 * @param front what that page offers
 */
export async function waitingSignIns(front: TabOffer | null): Promise<Waiting[]> {
  const all = await readPending()
  const stateOf = ({ offer }: TabOffer) => all.find((one) => one.offer.ticket === offer.ticket)
  const others = all.filter(({ offer, state }) => offer.ticket !== front?.offer.ticket && state !== 'settled')
  const offers = [...(front && stateOf(front)?.state !== 'settled' ? [front] : []), ...others.reverse()]
  return await Promise.all(
    offers.map(async (one) => ({
      offer: one.offer,
      tabId: one.tabId,
      granted: await isGranted(one.offer.issuer),
      runs: (stateOf(one)?.windowId ?? null) !== null,
    })),
  )
}
