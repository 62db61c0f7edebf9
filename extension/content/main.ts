import browser from 'webextension-polyfill'
import { offerElementId, pageEvents } from '../../shared/protocol/endpoints.ts'

/**
 * Runs on the pages of verifiers that the person has granted. It carries the offer to the service worker, which checks it, and
 * tells the page that the extension is there and when something changed. It decides nothing.
 */

const announce = (name: string): boolean => document.dispatchEvent(new CustomEvent(name))
const element = document.getElementById(offerElementId)

browser.runtime.onMessage.addListener(() => {
  announce(pageEvents.changed)
  return undefined
})

if (element) {
  // Unless the person has allowed this very verifier, its page goes on to lead her to the icon.
  let allowed = false
  const sayIfAllowed = (): void => {
    if (allowed) announce(pageEvents.present)
  }
  document.addEventListener(pageEvents.hello, sayIfAllowed)
  browser.runtime.sendMessage({ command: 'offer', offer: parsed(element.textContent) }).then(
    (answer: unknown) => {
      allowed = answer === true
      sayIfAllowed()
    },
    () => undefined,
  )
}

/** The value that the page wrote, whatever it is; null if it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
