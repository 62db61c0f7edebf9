import { useEffect, useState } from 'preact/hooks'
import { changeSettings } from '../storage/changeSettings.ts'
import { readSettings } from '../storage/readSettings.ts'
import { usual } from './preferences.ts'
import { slowed } from './slowed.ts'
import { useSpokenPrompts } from './useSpokenPrompts.ts'
import { words } from './words.ts'

/**
 * What the person can ask for while she moves: more time, and to be spoken to. Both are remembered on her device. They stay where
 * they are when a sequence begins anew, and with them the focus.
 *
 * @param prompt what is to be spoken
 */
export function Controls({ prompt, onSlower }: { prompt: string; onSlower: () => void }) {
  const [preferences, setPreferences] = useState(usual)
  useEffect(() => void readSettings().then(({ movements }) => setPreferences(movements)), [])
  useSpokenPrompts(prompt, preferences.aloud)
  const toggle = (): void => {
    const changed = { ...preferences, aloud: !preferences.aloud }
    setPreferences(changed)
    void changeSettings({ movements: changed })
  }
  const slower = (): void => {
    setPreferences(slowed(preferences))
    onSlower()
  }
  return (
    <div class="controls">
      <button type="button" aria-disabled={preferences.pace === 4} onClick={() => preferences.pace < 4 && slower()}>
        {words.slower}
      </button>
      <button type="button" aria-pressed={preferences.aloud} onClick={toggle}>
        {words.aloud}
      </button>
    </div>
  )
}
