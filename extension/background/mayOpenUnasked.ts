import browser from 'webextension-polyfill'
import { isGranted } from '../permission/isGranted.ts'
import type { Pending } from '../pending/pending.ts'
import { isAutomatic } from '../permission/isAutomatic.ts'
import { recentUnasked } from './recentUnasked.ts'
import { tabOf } from './tabOf.ts'
import { wasJustLeft } from './wasJustLeft.ts'

/** Windows of one verifier that open unasked in a minute: nobody signs in more often, and a page that offers on and on is stopped. */
const greatestUnasked = 5

/**
 * Whether the camera window of a sign-in may open by itself: the person has allowed its verifier and did not ask to be asked, did
 * not turn away from it a moment ago, and is looking at its page.
 */
export async function mayOpenUnasked(offered: Pending): Promise<boolean> {
  const { issuer } = offered.offer
  if (!(await isGranted(issuer)) || !(await isAutomatic(issuer)) || (await wasJustLeft(issuer))) return false
  if ((await recentUnasked(issuer)).length >= greatestUnasked) return false
  const tab = await tabOf(offered)
  if (!tab?.active || tab.windowId === undefined) return false
  return (await browser.windows.get(tab.windowId)).focused
}
