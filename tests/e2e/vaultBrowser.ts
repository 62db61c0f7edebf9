import { afterAll, beforeAll } from 'vitest'
import { openVaultBrowser, type VaultBrowser } from './openVaultBrowser.ts'

/** Opens a browser with the extension before the first test of a `describe`, and closes it after the last. */
export function useVaultBrowser(): VaultBrowser {
  let opened: VaultBrowser | undefined
  beforeAll(async () => {
    opened = await openVaultBrowser()
  })
  afterAll(() => opened?.forget())
  // What is asked of it is asked of the one that is open then.
  return new Proxy({} as VaultBrowser, {
    get: (_, name): unknown => {
      if (!opened) throw new Error('The browser is not open before the tests run')
      return Reflect.get(opened, name)
    },
  })
}
