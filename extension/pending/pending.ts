import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { Offer } from '../../shared/protocol/offer.ts'

/** Where the browser session's sign-ins are kept; gone when the browser closes, as they would be useless then. */
export const pendingKey = 'pending'

/** A sign-in that a verifier's page offered. */
export const Pending = v.strictObject({
  offer: Offer,
  /** The tab of the verifier's page. */
  tabId: v.number(),
  /** `offered`: no camera window yet; `opened`: it had one, so that it is not opened again unasked; `settled`: over. */
  state: v.picklist(['offered', 'opened', 'settled']),
  /** The camera window that runs, if one does. */
  windowId: v.nullable(v.number()),
})
export type Pending = v.InferOutput<typeof Pending>

/** The sign-ins of this browser session that have not expired, oldest first. */
export async function readPending(): Promise<Pending[]> {
  const { [pendingKey]: stored } = await browser.storage.session.get(pendingKey)
  const parsed = v.safeParse(v.array(Pending), stored ?? [])
  return parsed.success ? parsed.output.filter(({ offer }) => offer.expiresAt > Date.now()) : []
}
