import browser from 'webextension-polyfill'
import { migrate } from './migrations/migrate.ts'

let done: Promise<void> | undefined

/**
 * Resolves when everything stored has the form that this program writes; to be awaited before anything is read. One window after
 * the other upgrades, so that the first does it, and a browser that ends meanwhile leaves what can be upgraded again.
 *
 * @throws ZAuthError `storage_newer` when a newer program wrote it, which is then left as it is; `storage_damaged`
 */
export function upgraded(): Promise<void> {
  done ??= navigator.locks.request('upgrade', upgrade)
  // What could not be done is tried again by who asks next.
  done.catch(() => (done = undefined))
  return done
}

async function upgrade(): Promise<void> {
  const stored = await browser.storage.local.get()
  const change = migrate(stored)
  if (!change) return
  // Once in a browser's life: nobody else loads it.
  const { sealFirstKeys } = await import('./devices/sealFirstKeys.ts')
  await sealFirstKeys(stored)
  // Written at once, the version with it.
  await browser.storage.local.set(change.set)
  await browser.storage.local.remove([...change.remove])
}
