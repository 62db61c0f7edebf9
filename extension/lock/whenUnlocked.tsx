import { render } from 'preact'
import { isLocked } from './isLocked.ts'
import { Unlock } from './Unlock.tsx'
import { watchLock } from './watchLock.ts'

/**
 * Resolves when the keys are unlocked, asking for the passphrase in the whole of a page if it is needed. A storage that cannot be
 * read is left to who needs it.
 *
 * @param root what the page is drawn into
 * @param dressed what is to be awaited before anything is drawn: its words and its theme
 */
export async function whenUnlocked(root: HTMLElement, dressed: Promise<unknown>): Promise<void> {
  if (!(await isLocked().catch(() => false))) return
  await dressed
  root.dataset['state'] = 'locked'
  const unlocked = new Promise<void>((resolve) => {
    const end = watchLock(() => {
      void isLocked().then((locked) => {
        if (locked) return
        end()
        resolve()
      })
    })
  })
  render(
    <main>
      <Unlock />
    </main>,
    root,
  )
  await unlocked
  delete root.dataset['state']
  render(null, root)
}
