import { useState } from 'preact/hooks'
import { startOver } from './startOver.ts'
import { words } from './words.ts'

/** What one can do who has forgotten the passphrase. Nothing is removed before it was asked for twice. */
export function Forgotten() {
  const [isSure, setSure] = useState(false)
  return (
    <details>
      <summary>{words.forgotten}</summary>
      <p>{words.forgottenHint}</p>
      <div class="actions">
        {isSure ? (
          <>
            <button type="button" onClick={() => setSure(false)}>
              {words.cancel}
            </button>
            <button type="button" class="danger primary" onClick={() => void startOver()}>
              {words.startOverNow}
            </button>
          </>
        ) : (
          <button type="button" class="danger" onClick={() => setSure(true)}>
            {words.startOver}
          </button>
        )}
      </div>
    </details>
  )
}
