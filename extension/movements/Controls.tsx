import { useState } from 'preact/hooks'
import type { Guidance } from './guidance.ts'
import { readPreferences } from './readPreferences.ts'
import { savePreferences } from './savePreferences.ts'
import { useSpokenPrompts } from './useSpokenPrompts.ts'
import { movementInstruction, movementLabels } from './words.ts'

/** What the person can ask for while she moves: more time, and to be spoken to. Both are remembered. */
export function Controls({ guidance, onSlower }: { guidance: Guidance; onSlower: () => void }) {
  const [aloud, setAloud] = useState(guidance.aloud)
  useSpokenPrompts(movementInstruction(guidance), aloud)
  const toggle = (): void => {
    setAloud(!aloud)
    void readPreferences().then((preferences) => savePreferences({ ...preferences, aloud: !aloud }))
  }
  return (
    <div class="controls">
      {guidance.pace < 4 && (
        <button type="button" onClick={onSlower}>
          {movementLabels.slower}
        </button>
      )}
      <button type="button" aria-pressed={aloud} onClick={toggle}>
        {movementLabels.aloud}
      </button>
    </div>
  )
}
