import { isLocked } from './isLocked.ts'

/**
 * Resolves when the keys are unlocked, asking for the passphrase in the whole of a page if it is needed. What asks is loaded then
 * only. A storage that cannot be read is left to who needs it.
 *
 * @param root what the page is drawn into
 */
export async function whenUnlocked(root: HTMLElement): Promise<void> {
  if (!(await isLocked().catch(() => false))) return
  const { askToUnlock } = await import('./askToUnlock.tsx')
  await askToUnlock(root)
}
