import { isLocked } from './isLocked.ts'
import { whenUnlocked } from './whenUnlocked.ts'

/**
 * Resolves when the keys are unlocked, asking for the passphrase over a page that is shown already, whose keys were locked while it was
 * open. Where they are not, nothing is seen of it.
 *
 * @throws the signal's reason, when the person gives up
 */
export async function unlockedAgain(signal: AbortSignal): Promise<void> {
  if (!(await isLocked().catch(() => false))) return
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-labelledby', 'unlock-title')
  // To leave is the page's own affair: Escape reaches it, too.
  dialog.addEventListener('cancel', (event) => event.preventDefault())
  document.body.append(dialog)
  dialog.showModal()
  try {
    await new Promise<void>((resolve, reject) => {
      signal.throwIfAborted()
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      whenUnlocked(dialog).then(resolve, reject)
    })
  } finally {
    dialog.remove()
  }
}
