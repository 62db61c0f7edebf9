import browser from 'webextension-polyfill'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { sendCommand } from '../messaging/sendCommand.ts'
import { pendingKey, readPending } from '../pending/pending.ts'

/**
 * Opens the camera window of a check and waits until it is over. Whether the face was recognised, the verifier says when it is asked
 * for what the check is for.
 *
 * @throws ZAuthError `cancelled` when the window was closed before, or could not open beside that of a sign-in,
 *   `interaction_expired`
 */
export async function runCheck(offer: Offer): Promise<void> {
  const tabId = (await browser.tabs.getCurrent()).id
  if (tabId === undefined) throw new TypeError('A check begins in a tab')
  await sendCommand({ command: 'keep', offer, tabId })
  await sendCommand({ command: 'start', ticket: offer.ticket })
  await over(offer)
}

/** Resolves when the camera window has settled what it was opened for. */
function over({ ticket, expiresAt }: Offer): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (outcome: ZAuthError | null): void => {
      clearTimeout(timer)
      browser.storage.onChanged.removeListener(onChanged)
      if (outcome) reject(outcome)
      else resolve()
    }
    const look = async (): Promise<void> => {
      const mine = (await readPending()).find(({ offer }) => offer.ticket === ticket)
      if (mine?.state === 'settled') end(null)
      else if (!mine || mine.windowId === null) end(new ZAuthError('cancelled'))
    }
    const onChanged = (changes: object, area: string): void => {
      if (area === 'session' && pendingKey in changes) void look()
    }
    const timer = setTimeout(() => end(new ZAuthError('interaction_expired')), Math.max(0, expiresAt - Date.now()))
    browser.storage.onChanged.addListener(onChanged)
    void look()
  })
}
