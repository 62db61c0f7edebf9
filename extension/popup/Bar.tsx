import browser from 'webextension-polyfill'
import { Icon } from './Icon.tsx'
import type { Lock } from './readLock.ts'
import { words } from './words.ts'

/** The popup's head: whose it is, the lock if there is one, and the way to the options. */
export function Bar({ lock }: { lock: Lock | null }) {
  return (
    <header class="bar">
      <img src="icons/48.png" alt="" width="24" height="24" />
      <strong>ZAuth</strong>
      {lock?.state === 'unlocked' && (
        <button
          type="button"
          class="plain icon"
          aria-label={words.lock}
          title={words.lock}
          onClick={() => void lock.vault.lock()}
        >
          <Icon name="lock" />
        </button>
      )}
      <button
        type="button"
        class="plain icon"
        aria-label={words.options}
        title={words.options}
        onClick={() => void browser.runtime.openOptionsPage().then(() => window.close())}
      >
        <Icon name="options" />
      </button>
    </header>
  )
}
