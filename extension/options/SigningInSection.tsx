import { useEffect, useState } from 'preact/hooks'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import type { Settings } from '../storage/settings/settings.ts'
import { Section } from './Section.tsx'
import { words } from './words.ts'

/** Whether the camera window opens by itself. */
export function SigningInSection() {
  const [automatic, setAutomatic] = useState<Settings['automatic'] | null>(null)
  useEffect(() => void readSettings().then((settings) => setAutomatic(settings.automatic)), [])
  const choose = (chosen: Settings['automatic']): void => {
    setAutomatic(chosen)
    void changeSettings({ automatic: chosen })
  }
  return (
    <Section id="signing-in" title={words.signingIn.title} intro={words.signingIn.intro}>
      <fieldset>
        <legend class="heard">{words.signingIn.title}</legend>
        {(['granted', 'ask'] as const).map((value) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name="automatic"
              value={value}
              checked={automatic === value}
              onChange={() => choose(value)}
            />
            <span>
              {words.signingIn[value]}
              <span class="quiet small">{words.signingIn.hints[value]}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Section>
  )
}
