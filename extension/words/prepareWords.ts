import { readSettings } from '../storage/settings/readSettings.ts'
import { setCurrentLocale } from './currentLocale.ts'
import { writingOf } from './languages.ts'
import { localeOf } from './localeOf.ts'
import { translateAll } from './translated.ts'

/**
 * Puts everything that this page says into the language of the person, and says on the page which it is. To be awaited before the
 * first words are shown; nothing is painted with another language or direction.
 *
 * @returns what she chose; null for what her browser prefers
 */
export async function prepareWords(): Promise<string | null> {
  const { language: chosen } = await readSettings()
  const locale = localeOf(chosen, navigator.languages)
  await translateAll(locale.language)
  setCurrentLocale(locale)
  // The service worker has no page.
  if (typeof document !== 'undefined') {
    document.documentElement.lang = locale.language
    document.documentElement.dir = writingOf(locale.language)
  }
  return chosen
}
