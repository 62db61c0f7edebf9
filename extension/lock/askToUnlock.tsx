import { render } from 'preact'
import { followTheme } from '../ui/followTheme.ts'
import { followLanguage } from '../words/followLanguage.ts'
import { isLocked } from './isLocked.ts'
import { Unlock } from './Unlock.tsx'
import { watchLock } from './watchLock.ts'

/**
 * Asks for the passphrase in a page, until the keys are unlocked, here or in another window. It is built into a file of its own, with
 * its own words: pages that are to open fast do not load it.
 *
 * @param root what the page is drawn into; empty when this resolves
 */
export async function askToUnlock(root: HTMLElement): Promise<void> {
  const isOpen = new Promise<void>((resolve) => {
    const end = watchLock(() => {
      void isLocked().then((locked) => {
        if (locked) return
        end()
        resolve()
      })
    })
  })
  let isDrawn = true
  const draw = (): void => {
    if (!isDrawn) return
    render(
      <main>
        <Unlock />
      </main>,
      root,
    )
  }
  await Promise.all([followLanguage(draw), followTheme()])
  root.dataset['state'] = 'locked'
  draw()
  await isOpen
  isDrawn = false
  delete root.dataset['state']
  render(null, root)
}
