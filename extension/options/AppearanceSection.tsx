import { useEffect, useState } from 'preact/hooks'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import type { Settings } from '../storage/settings/settings.ts'
import { LanguageChoice } from './LanguageChoice.tsx'
import { Section } from './Section.tsx'
import { words } from './words.ts'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark']

/** Language, and light or dark: both count at once, on every open page of ZAuth. */
export function AppearanceSection() {
  const [theme, setTheme] = useState<Settings['theme'] | null>(null)
  useEffect(() => void readSettings().then((settings) => setTheme(settings.theme)), [])
  const choose = (chosen: Settings['theme']): void => {
    setTheme(chosen)
    void changeSettings({ theme: chosen })
  }
  return (
    <Section id="appearance" title={words.appearance.title}>
      <LanguageChoice />
      <fieldset>
        <legend>{words.appearance.theme}</legend>
        {themes.map((value) => (
          <label key={value} class="choice">
            <input type="radio" name="theme" value={value} checked={theme === value} onChange={() => choose(value)} />
            {words.appearance.themes[value]}
          </label>
        ))}
      </fieldset>
    </Section>
  )
}
