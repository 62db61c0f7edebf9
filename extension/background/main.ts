import browser from 'webextension-polyfill'
import { lockWhenDue } from '../lock/lockWhenDue.ts'
import { sweepKeys } from '../storage/devices/sweepKeys.ts'
import { watchSettings } from '../storage/settings/watchSettings.ts'
import { changePending } from './changePending.ts'
import { dropLeftPages } from './dropLeftPages.ts'
import { onClosed } from './onClosed.ts'
import { onGranted } from './onGranted.ts'
import { onInstalled } from './onInstalled.ts'
import { onRevoked } from './onRevoked.ts'
import { openOffered } from './openOffered.ts'
import { openWaiting } from './openWaiting.ts'
import { protectStorage } from './protectStorage.ts'
import { registerContentScript } from './registerContentScript.ts'
import { reply } from './reply.ts'
import { expiryAlarm } from './showBadge.ts'

/**
 * The service worker. The browser ends it whenever it likes, so everything it knows is in the browser session's storage; all
 * that takes long happens in the camera window.
 */

void protectStorage()
lockWhenDue()

browser.runtime.onInstalled.addListener(() => void onInstalled())
browser.runtime.onStartup.addListener(() => {
  void registerContentScript()
  void sweepKeys()
})
browser.permissions.onAdded.addListener(({ origins }) => void onGranted(origins ?? []))
browser.permissions.onRemoved.addListener(() => void onRevoked())

browser.runtime.onMessage.addListener(reply)

// A camera window that was closed early leaves its sign-in waiting behind the icon, as long as its page is there.
browser.windows.onRemoved.addListener((windowId) => void onClosed(windowId).then(openWaiting))

browser.tabs.onRemoved.addListener(
  (tabId) =>
    void changePending((pending) => {
      const left = pending.filter((one) => one.tabId !== tabId || one.windowId !== null)
      return left.length < pending.length ? left : pending
    }),
)

browser.tabs.onUpdated.addListener((tabId, { status, url }) => {
  if (status === 'loading' || url !== undefined) void dropLeftPages(tabId)
})

// A page that was opened in the background is looked at now.
browser.tabs.onActivated.addListener(({ tabId }) => void openOffered(tabId))
browser.windows.onFocusChanged.addListener((windowId) => void openWaitingIn(windowId))

// The icon speaks another language, too.
watchSettings(() => void changePending((pending) => [...pending]))

// What has expired waits no longer.
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === expiryAlarm) void changePending((pending) => [...pending])
})

async function openWaitingIn(windowId: number): Promise<void> {
  if (windowId === browser.windows.WINDOW_ID_NONE) return
  const [tab] = await browser.tabs.query({ active: true, windowId })
  if (tab?.id !== undefined) await openOffered(tab.id)
}
