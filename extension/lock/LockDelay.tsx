import { useEffect, useId, useState } from 'preact/hooks'
import { readSettings } from '../storage/readSettings.ts'
import { lockDelays, type Settings } from '../storage/settings.ts'
import { lockAfter } from './lockAfter.ts'
import { words } from './words.ts'

/** After how long the keys are locked by themselves. */
export function LockDelay() {
  const [delay, setDelay] = useState<Settings['lockAfter']>(null)
  const id = useId()
  useEffect(() => void readSettings().then((settings) => setDelay(settings.lockAfter)), [])
  const choose = (value: string): void => {
    const chosen = lockDelays.find((minutes) => String(minutes) === value) ?? null
    setDelay(chosen)
    void lockAfter(chosen ?? 'never')
  }
  return (
    <div class="field">
      <label for={id}>{words.after}</label>
      <select id={id} value={delay ?? 'never'} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {lockDelays.map((minutes) => (
          <option key={minutes} value={minutes}>
            {labelOf(minutes)}
          </option>
        ))}
        <option value="never">{words.never}</option>
      </select>
      <p class="hint">{words.afterHint}</p>
    </div>
  )
}

function labelOf(minutes: (typeof lockDelays)[number]): string {
  if (minutes === 60) return words.hours.one
  return minutes === 240 ? words.hours.four : words.minutes(minutes)
}
