import * as v from 'valibot'
import { Offer } from '../../shared/protocol/messages.ts'

const ticket = Offer.entries.ticket

/**
 * What a content script may ask on behalf of the page it is on. Nothing that a page can reach is to be trusted. The answer is
 * true when the person has allowed the page's verifier.
 */
export const PublicCommand = v.strictObject({ command: v.literal('offer'), offer: Offer })
export type PublicCommand = v.InferOutput<typeof PublicCommand>

/** What the extension's own pages ask of the service worker. */
export const OwnCommand = v.variant('command', [
  /** The popup read an offer from a tab whose verifier is not granted yet: remember it for when it is. */
  v.strictObject({ command: v.literal('keep'), offer: Offer, tabId: v.pipe(v.number(), v.integer()) }),
  /** Open the camera window for a sign-in that waits, or bring it to the front. */
  v.strictObject({ command: v.literal('start'), ticket }),
  /** The verifier knows something new about this sign-in: let its page ask. */
  v.strictObject({ command: v.literal('changed'), ticket }),
  /** The sign-in is over, well or badly. */
  v.strictObject({ command: v.literal('settled'), ticket }),
])
export type OwnCommand = v.InferOutput<typeof OwnCommand>

/** What the service worker tells a content script. */
export const PageNotice = v.strictObject({ notice: v.literal('changed') })
export type PageNotice = v.InferOutput<typeof PageNotice>
