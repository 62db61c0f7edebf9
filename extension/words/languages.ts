/** The languages that ZAuth speaks, by what they call themselves. English is the source of the others. */
export const languageNames = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const

export type Language = keyof typeof languageNames
/** A language that is translated into. */
export type Translation = Exclude<Language, 'en'>

export const languages = Object.keys(languageNames) as readonly Language[]

/** Which way a language is written. */
export function writingOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}
