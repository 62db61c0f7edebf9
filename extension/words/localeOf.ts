import { languages, type Language } from './languages.ts'

/** A language of ours, and the locale by which numbers and dates are written. */
export interface Locale {
  readonly language: Language
  /** As in RFC 5646: with the region, where the person's browser has one for this language. */
  readonly tag: string
}

/**
 * In what language a person is spoken to.
 *
 * @param chosen what she chose (BCP 47); null for what her browser prefers
 * @param preferred the languages of her browser, the best first (`navigator.languages`)
 */
export function localeOf(chosen: string | null, preferred: readonly string[]): Locale {
  const language = firstOf([...(chosen === null ? [] : [chosen]), ...preferred]) ?? 'en'
  return { language, tag: preferred.find((tag) => baseOf(tag) === language) ?? language }
}

function firstOf(preferred: readonly string[]): Language | undefined {
  return preferred.map(baseOf).find((base): base is Language => (languages as readonly string[]).includes(base))
}

function baseOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? ''
}
