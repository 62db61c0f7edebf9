import type { Context } from 'koa'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { english, type Words } from './english.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'

const catalogue = { en: english, de, fr, es, ar }
type Language = keyof typeof catalogue

/** The texts of a page, and the language that they are in. */
export interface PageWords {
  readonly language: Language
  /** Which way it is written. */
  readonly writing: 'ltr' | 'rtl'
  readonly texts: Words
}

/**
 * The texts for the person who asks for a page: in the first language of her browser's (`Accept-Language`, RFC 9110 §12.5.4) that the verifier
 * speaks, or in English.
 */
export function wordsFor(ctx: Pick<Context, 'acceptsLanguages' | 'vary'>): PageWords {
  ctx.vary('Accept-Language')
  const accepted = ctx.acceptsLanguages(Object.keys(catalogue))
  const language = typeof accepted === 'string' && isLanguage(accepted) ? accepted : 'en'
  return { language, writing: language === 'ar' ? 'rtl' : 'ltr', texts: catalogue[language] }
}

function isLanguage(name: string): name is Language {
  return name in catalogue
}
