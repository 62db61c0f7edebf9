import { useEffect, useState } from 'preact/hooks'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { languageNames, languages, writingOf } from '../words/languages.ts'
import { words } from './words.ts'

/** In which language ZAuth speaks. What is chosen counts at once, on every page of it that is open. */
export function LanguageChoice() {
  const [chosen, setChosen] = useState('')
  useEffect(() => void readSettings().then(({ language }) => setChosen(language ?? '')), [])
  const choose = async (language: string): Promise<void> => {
    setChosen(language)
    await changeSettings({ language: languages.find((one) => one === language) ?? null })
  }
  return (
    <div class="field">
      <label for="language">{words.language.title}</label>
      <select id="language" value={chosen} onChange={({ currentTarget }) => void choose(currentTarget.value)}>
        <option value="">{words.language.ofBrowser}</option>
        {languages.map((language) => (
          // Each by its own name, so that whoever cannot read this page finds hers.
          <option key={language} value={language} lang={language} dir={writingOf(language)}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </div>
  )
}
