import browser from 'webextension-polyfill'

const id = 'zauth-offer'
/** Also named by the build. */
export const contentScript = 'content.js'

/** Makes the content script run on the verifiers that the person has granted, and nowhere else. */
export async function registerContentScript(): Promise<void> {
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
