import { watchSettings } from '../storage/settings/watchSettings.ts'
import { prepareWords } from './prepareWords.ts'

/**
 * Prepares the words of this page, and again whenever the person chooses another language, here or on another page.
 *
 * @param draw shows everything again
 */
export async function followLanguage(draw: () => void): Promise<void> {
  let chosen = await prepareWords()
  watchSettings(({ language }) => {
    if (language === chosen) return
    chosen = language
    void prepareWords().then(draw)
  })
}
