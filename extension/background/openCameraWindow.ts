import browser from 'webextension-polyfill'
import { isSameAccount } from '../pending/isSameAccount.ts'
import type { Pending } from '../pending/pending.ts'

const size = { width: 480, height: 800 } as const

/**
 * Opens the camera window of a sign-in over the window that its page is in, or brings the one it has to the front. So it does
 * with the window of another sign-in for the same account: two that enrol at once would be two devices, of which one wins.
 *
 * @param all the sign-ins that there are, this one among them
 */
export async function openCameraWindow(pending: Pending, all: readonly Pending[]): Promise<Pending> {
  for (const { offer, windowId } of all)
    if (windowId !== null && isSameAccount(offer, pending.offer) && (await bringToFront(windowId))) return pending
  const camera = await browser.windows.create({
    type: 'popup',
    url: `camera.html?ticket=${pending.offer.ticket}`,
    ...size,
    ...(await placeOver(pending.tabId)),
  })
  return { ...pending, state: 'opened', windowId: camera.id ?? null }
}

async function bringToFront(windowId: number): Promise<boolean> {
  try {
    await browser.windows.update(windowId, { focused: true })
    return true
  } catch {
    return false
  }
}

async function placeOver(tabId: number): Promise<{ left?: number; top?: number }> {
  try {
    const { windowId } = await browser.tabs.get(tabId)
    if (windowId === undefined) return {}
    const { left, top, width, height } = await browser.windows.get(windowId)
    if (left === undefined || top === undefined || width === undefined || height === undefined) return {}
    const middle = (start: number, room: number, part: number): number =>
      Math.round(start + Math.max(0, room - part) / 2)
    return { left: middle(left, width, size.width), top: middle(top, height, size.height) }
  } catch {
    return {} // The tab is gone; the browser finds a place.
  }
}
