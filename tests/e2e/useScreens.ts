import { afterAll, beforeAll } from 'vitest'
import { findBrowser } from '../../tools/browser.ts'
import { openScreens, type Screens } from '../../tools/screens/openScreens.ts'

/** Opens every screen before the first test of a file and closes them after the last. */
export function useScreens(): () => Screens {
  let screens: Screens | undefined
  beforeAll(async () => {
    const executablePath = await findBrowser()
    if (executablePath === null) throw new Error('No Chromium was found; npm test installs one')
    screens = await openScreens(executablePath)
  })
  afterAll(() => screens?.close())
  return () => {
    if (!screens) throw new Error('The screens are not open before the tests run')
    return screens
  }
}
