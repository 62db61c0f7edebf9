import browser from 'webextension-polyfill'

/** Closes this tab, and with it the window that it is alone in. (`window.close` is refused where an extension has opened the window, in Firefox.) */
export async function closeWindow(): Promise<void> {
  const { id } = await browser.tabs.getCurrent()
  if (id !== undefined) await browser.tabs.remove(id)
}
