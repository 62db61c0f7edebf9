import browser from 'webextension-polyfill'
import { offerElementId, pageEvents } from '../../shared/protocol/endpoints.ts'
import { sendCommand } from '../messaging/sendCommand.ts'

/**
 * Runs on the pages of verifiers that the person has granted. It carries the offer to the service worker, which checks it, and
 * tells the page that the extension is there and when something changed. It decides nothing.
 */

const announce = (name: string): boolean => document.dispatchEvent(new CustomEvent(name))
/** Unless the person has allowed this very verifier, its page goes on to lead her to the icon. */
let allowed = false

browser.runtime.onMessage.addListener(() => {
  announce(pageEvents.changed)
  return undefined
})
document.addEventListener(pageEvents.hello, sayIfAllowed)
// A page that is fetched before it is wanted offers when it is shown, one that is gone back to offers again.
if ('prerendering' in document && document.prerendering === true)
  document.addEventListener('prerenderingchange', () => void offer(), { once: true })
else void offer()
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void offer()
})

async function offer(): Promise<void> {
  const element = document.getElementById(offerElementId)
  if (!element) return
  try {
    allowed = (await sendCommand({ command: 'offer', offer: parsed(element.textContent) })) ?? false
    sayIfAllowed()
  } catch {
    // The extension was taken away or brought up to date meanwhile; it comes back by itself.
  }
}

function sayIfAllowed(): void {
  if (allowed) announce(pageEvents.present)
}

/** The value that the page wrote, whatever it is; null if it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
