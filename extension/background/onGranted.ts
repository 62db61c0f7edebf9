import browser from 'webextension-polyfill'
import { isGranted } from '../permission/isGranted.ts'
import { settleAsked } from '../permission/settleAsked.ts'
import { readPending } from '../pending/pending.ts'
import { injectContentScript } from './injectContentScript.ts'
import { registerContentScript } from './registerContentScript.ts'
import { startSignIn } from './startSignIn.ts'

/**
 * The person granted a verifier: its pages get the content script, those that are open too, and the sign-in that she granted it
 * for starts. (The popup that asked may be closed by now: some browsers close it when they ask.)
 */
export async function onGranted(origins: string[]): Promise<void> {
  await settleAsked()
  await registerContentScript()
  if (origins.length === 0) return
  const kept = await readPending()
  const tabs = await browser.tabs.query({ url: origins })
  for (const { id } of tabs) {
    const waiting = kept.find(({ tabId, state }) => tabId === id && state === 'offered')
    if (waiting && (await isGranted(waiting.offer.issuer))) await startSignIn(waiting.offer.ticket)
  }
  await injectContentScript(tabs)
}
