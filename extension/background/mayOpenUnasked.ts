import browser from 'webextension-polyfill'
import { isGranted } from '../pending/isGranted.ts'
import type { Pending } from '../pending/pending.ts'
import { tabOf } from './tabOf.ts'
import { wasJustLeft } from './wasJustLeft.ts'

/**
 * Whether the camera window of a sign-in may open by itself: the person has allowed its verifier, did not turn away from it a
 * moment ago, and is looking at its page.
 */
export async function mayOpenUnasked(offered: Pending): Promise<boolean> {
  const { issuer } = offered.offer
  if (!(await isGranted(issuer)) || (await wasJustLeft(issuer))) return false
  const tab = await tabOf(offered)
  if (!tab?.active || tab.windowId === undefined) return false
  return (await browser.windows.get(tab.windowId)).focused
}
