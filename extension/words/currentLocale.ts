import type { Locale } from './localeOf.ts'

let current: Locale = { language: 'en', tag: 'en' }

/** The language of this page, and by which locale numbers and dates are written. */
export function currentLocale(): Locale {
  return current
}

export function setCurrentLocale(locale: Locale): void {
  current = locale
}
