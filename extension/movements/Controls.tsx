import { useEffect, useState } from 'preact/hooks'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { usual } from './preferences.ts'
import { slowed } from './slowed.ts'
import { useSpokenPrompts } from './useSpokenPrompts.ts'
import { words } from './words.ts'

/**
 * What the person can ask for while she moves: more time, and to be spoken to. Both are remembered on her device. They stay where
 * they are when a sequence begins anew, and with them the focus.
 *
 * @param prompt what is to be spoken
 * @param onSlower called when more time was asked for and that is written
 */
export function Controls({ prompt, onSlower }: { prompt: string; onSlower: () => void }) {
  const [preferences, setPreferences] = useState(usual)
  useEffect(() => void readSettings().then(({ movements }) => setPreferences(movements)), [])
  useSpokenPrompts(prompt, preferences.aloud)
  const toggle = (): void => {
    setPreferences((now) => ({ ...now, aloud: !now.aloud }))
    void changeSettings(({ movements }) => ({ movements: { ...movements, aloud: !preferences.aloud } }))
  }
  const slower = async (): Promise<void> => {
    setPreferences(slowed)
    await changeSettings(({ movements }) => ({ movements: slowed(movements) }))
    onSlower()
  }
  return (
    <div class="controls">
      <button
        type="button"
        aria-disabled={preferences.pace === 4}
        onClick={() => preferences.pace < 4 && void slower()}
      >
        {words.slower}
      </button>
      <button type="button" aria-pressed={preferences.aloud} onClick={toggle}>
        {words.aloud}
      </button>
    </div>
  )
}
