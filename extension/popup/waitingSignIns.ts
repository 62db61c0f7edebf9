import { isGranted } from '../pending/isGranted.ts'
import { readPending } from '../pending/pending.ts'
import { offerOfTab, type TabOffer } from './offerOfTab.ts'

/** A sign-in that the person can start, or go back to. */
export interface Waiting extends TabOffer {
  /** Whether its verifier is allowed already. */
  readonly granted: boolean
}

/** The sign-ins that wait, the one of the page in front first. */
export async function waitingSignIns(): Promise<Waiting[]> {
  const [front, all] = await Promise.all([offerOfTab(), readPending()])
  const settled = all.some(({ offer, state }) => offer.ticket === front?.offer.ticket && state === 'settled')
  const others = all.filter(({ offer, state }) => offer.ticket !== front?.offer.ticket && state !== 'settled')
  const offers: TabOffer[] = [...(front && !settled ? [front] : []), ...others.reverse()]
  return await Promise.all(
    offers.map(async ({ offer, tabId }) => ({ offer, tabId, granted: await isGranted(offer.issuer) })),
  )
}
