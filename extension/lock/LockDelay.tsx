import { useEffect, useId, useState } from 'preact/hooks'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { lockDelays, type Settings } from '../storage/settings/settings.ts'
import { lockAfter } from './lockAfter.ts'
import { words } from './words.ts'

/** When the keys are locked by themselves. */
export function LockDelay() {
  const [delay, setDelay] = useState<Settings['lockAfter']>(null)
  const [onSleep, setOnSleep] = useState(true)
  const id = useId()
  useEffect(
    () =>
      void readSettings().then(({ lockAfter: chosen, lockOnSleep }) => {
        setDelay(chosen)
        setOnSleep(lockOnSleep)
      }),
    [],
  )
  const choose = (value: string): void => {
    const chosen = lockDelays.find((minutes) => String(minutes) === value) ?? null
    setDelay(chosen)
    void lockAfter(chosen ?? 'never')
  }
  const chooseSleep = (lockOnSleep: boolean): void => {
    setOnSleep(lockOnSleep)
    void changeSettings({ lockOnSleep })
  }
  return (
    <>
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
      <label class="choice">
        <input type="checkbox" checked={onSleep} onChange={({ currentTarget }) => chooseSleep(currentTarget.checked)} />
        {words.onSleep}
      </label>
    </>
  )
}

function labelOf(minutes: (typeof lockDelays)[number]): string {
  if (minutes === 60) return words.hours.one
  return minutes === 240 ? words.hours.four : words.minutes(minutes)
}
