import browser from 'webextension-polyfill'

/** A storage area as Chromium has it. */
interface Closable {
  setAccessLevel(access: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>
}

/**
 * Closes the extension's storage to its content scripts, which run in the processes of web pages. The browser remembers it for
 * `local` and forgets it for `session`, so it is said each time. (Firefox does not know it; its storage of a session is closed
 * anyway.)
 */
export async function protectStorage(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session])
    if (isClosable(area)) await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
}

function isClosable(area: object): area is Closable {
  return 'setAccessLevel' in area
}
