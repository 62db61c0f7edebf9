import browser from 'webextension-polyfill'
import { inTurn } from './inTurn.ts'

const id = 'zauth-offer'
/** Also named by the build. */
export const contentScript = 'content.js'

const queued = inTurn()

/** Makes the content script run on the verifiers that the person has granted, and nowhere else. */
export function registerContentScript(): Promise<void> {
  // Installation and a first permission can come at the same moment.
  return queued(register)
}

async function register(): Promise<void> {
  const { origins: matches = [] } = await browser.permissions.getAll()
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [id] })
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [id] })
    return
  }
  const script = { id, matches: [...matches], js: [contentScript], runAt: 'document_end' as const }
  if (registered.length > 0) await browser.scripting.updateContentScripts([script])
  else await browser.scripting.registerContentScripts([script])
}
