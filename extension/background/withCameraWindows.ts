import browser from 'webextension-polyfill'
import type { Pending } from '../pending/pending.ts'

/**
 * The sign-ins with the camera windows that there really are: one that has lost its window waits behind the icon, and one whose
 * window came up unnoted is not opened again.
 */
export async function withCameraWindows(pending: Pending[]): Promise<Pending[]> {
  if (pending.every(({ state }) => state === 'settled')) return pending
  const windows = await cameraWindows()
  const wrong = pending.some(({ offer, windowId, state }) => state !== 'settled' && windowOf(offer.ticket) !== windowId)
  return wrong
    ? pending.map((one) => {
        const windowId = windowOf(one.offer.ticket)
        if (one.state === 'settled' || windowId === one.windowId) return one
        return { ...one, state: windowId === null ? one.state : 'opened', windowId }
      })
    : pending

  function windowOf(ticket: string): number | null {
    return windows.get(ticket) ?? null
  }
}

/** The windows that show `camera.html`, by the ticket of their sign-in. */
async function cameraWindows(): Promise<ReadonlyMap<string, number>> {
  const tabs = await browser.tabs.query({ url: `${browser.runtime.getURL('camera.html')}*` })
  return new Map(
    tabs.flatMap(({ url, pendingUrl, windowId }) => {
      const ticket = URL.parse(url ?? pendingUrl ?? '')?.searchParams.get('ticket') ?? null
      return ticket === null || windowId === undefined ? [] : [[ticket, windowId] as const]
    }),
  )
}
