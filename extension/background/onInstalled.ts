import browser from 'webextension-polyfill'
import { injectContentScript } from './injectContentScript.ts'
import { registerContentScript } from './registerContentScript.ts'

/**
 * The extension was installed or brought up to date. An update takes with it what the browser session knew, and leaves in pages
 * that are open a content script that is cut off: they get the new one, and offer again what waits there.
 */
export async function onInstalled(): Promise<void> {
  await registerContentScript()
  const { origins = [] } = await browser.permissions.getAll()
  if (origins.length > 0) await injectContentScript(await browser.tabs.query({ url: origins }))
}
