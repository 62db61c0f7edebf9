import browser, { type Tabs } from 'webextension-polyfill'
import { contentScript } from './registerContentScript.ts'

/** Runs the content script in pages that were loaded before it was registered. A page that cannot have it keeps no other from it. */
export async function injectContentScript(tabs: readonly Tabs.Tab[]): Promise<void> {
  const ids = tabs.flatMap(({ id }) => (id === undefined ? [] : [id]))
  await Promise.allSettled(
    ids.map((tabId) => browser.scripting.executeScript({ target: { tabId }, files: [contentScript] })),
  )
}
