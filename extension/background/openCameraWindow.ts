import browser from 'webextension-polyfill'
import { isSameAccount } from '../storage/accounts/isSameAccount.ts'
import { accountNameOf } from '../storage/accounts/accountNameOf.ts'
import type { Pending } from '../pending/pending.ts'

const size = { width: 480, height: 800 } as const

/**
 * Opens the camera window of a sign-in over the window that its page is in, or brings the one it has to the front. So it does
 * with the window of another sign-in for the same account: two that enrol at once would be two devices, of which one wins.
 *
 * @param all the sign-ins that there are, this one among them
 * @param write keeps them before the window opens: whatever ends in the middle, it does not open twice
 * @returns all of them, this one with its window
 */
export async function openCameraWindow(
  opening: Pending,
  all: Pending[],
  write: (all: Pending[]) => Promise<void>,
): Promise<Pending[]> {
  const mine = accountNameOf(opening.offer)
  for (const { offer, windowId } of all)
    if (windowId !== null && isSameAccount(accountNameOf(offer), mine) && (await bringToFront(windowId))) return all
  const begun: Pending = { ...opening, state: 'opened', windowId: null }
  const others = all.map((one) => (one === opening ? begun : one))
  await write(others)
  const camera = await browser.windows.create({
    type: 'popup',
    url: `camera.html?ticket=${opening.offer.ticket}`,
    ...size,
    ...(await placeOver(opening.tabId)),
  })
  return others.map((one) => (one === begun ? { ...one, windowId: camera.id ?? null } : one))
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
