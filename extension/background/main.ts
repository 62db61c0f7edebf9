import browser, { type Runtime } from 'webextension-polyfill'
import { read } from '../../shared/protocol/messages.ts'
import { OwnCommand, PublicCommand } from '../messaging/commands.ts'
import { isOfferFrom } from '../messaging/isOfferFrom.ts'
import { originOfSender } from '../messaging/originOfSender.ts'
import { isGranted } from '../pending/isGranted.ts'
import { sweepKeys } from '../storage/sweepKeys.ts'
import { changePending } from './changePending.ts'
import { dropLeftPages } from './dropLeftPages.ts'
import { onClosed } from './onClosed.ts'
import { onGranted } from './onGranted.ts'
import { onRevoked } from './onRevoked.ts'
import { openOffered } from './openOffered.ts'
import { openWaiting } from './openWaiting.ts'
import { protectStorage } from './protectStorage.ts'
import { registerContentScript } from './registerContentScript.ts'
import { startSignIn } from './startSignIn.ts'
import { takeOffer } from './takeOffer.ts'
import { tellPage } from './tellPage.ts'

/**
 * The service worker. The browser ends it whenever it likes, so everything it knows is in the browser session's storage; all
 * that takes long happens in the camera window.
 */

void protectStorage()

browser.runtime.onInstalled.addListener(() => void registerContentScript())
browser.runtime.onStartup.addListener(() => {
  void registerContentScript()
  void sweepKeys()
})
browser.permissions.onAdded.addListener(({ origins }) => void onGranted(origins ?? []))
browser.permissions.onRemoved.addListener(() => void onRevoked())

browser.runtime.onMessage.addListener(async (message: unknown, sender: Runtime.MessageSender): Promise<unknown> => {
  const origin = originOfSender(sender, { id: browser.runtime.id, root: browser.runtime.getURL('') })
  if (origin?.kind === 'page') {
    const { offer } = read(PublicCommand, message)
    if (!isOfferFrom(origin.url, offer)) return false
    await takeOffer(offer, origin.tabId)
    if (origin.active) void openOffered(origin.tabId)
    return await isGranted(offer.issuer)
  }
  if (origin?.kind === 'own') await obey(read(OwnCommand, message))
  return undefined
})

async function openInFront(windowId: number): Promise<void> {
  if (windowId === browser.windows.WINDOW_ID_NONE) return
  const [tab] = await browser.tabs.query({ active: true, windowId })
  if (tab?.id !== undefined) await openOffered(tab.id)
}

async function obey(command: OwnCommand): Promise<void> {
  switch (command.command) {
    case 'keep':
      await takeOffer(command.offer, command.tabId)
      break
    case 'start':
      await startSignIn(command.ticket)
      break
    case 'changed':
      await tellPage(command.ticket)
      break
    case 'settled':
      await changePending((pending) =>
        pending.map((one) =>
          one.offer.ticket === command.ticket ? { ...one, state: 'settled', windowId: null } : one,
        ),
      )
      await tellPage(command.ticket)
      await openWaiting()
  }
}

// A camera window that was closed early leaves its sign-in waiting behind the icon, as long as its page is there.
browser.windows.onRemoved.addListener((windowId) => void onClosed(windowId).then(openWaiting))

browser.tabs.onRemoved.addListener(
  (tabId) => void changePending((pending) => pending.filter((one) => one.tabId !== tabId || one.windowId !== null)),
)

browser.tabs.onUpdated.addListener((tabId, { status, url }) => {
  if (status === 'loading' || url !== undefined) void dropLeftPages(tabId)
})

// A page that was opened in the background is looked at now.
browser.tabs.onActivated.addListener(({ tabId }) => void openOffered(tabId))
browser.windows.onFocusChanged.addListener((windowId) => void openInFront(windowId))
