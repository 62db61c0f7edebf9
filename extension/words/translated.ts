import type { Language, Translation } from './languages.ts'

/** The same texts in another language: no key may be missing, none may be too many, and what is said is said of the same things. */
export type Words<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => string
      : Words<English[Key]>
}

interface Module<English> {
  readonly words: Words<English>
}
/** A module of translations, or how to load it. */
type Source<English> = Module<English> | (() => Promise<Module<English>>)

/** Puts the texts of one folder into a language. */
type Translate = (language: Language) => Promise<void>
const folders: Translate[] = []

/**
 * The texts of a folder, in the language of the person once `prepareWords` was awaited; in English before. They are to be read
 * where they are shown, not kept: the person may choose another language at any time.
 *
 * @param english a string, or a function of what is said in the sentence, by key; groups of them may be nested
 * @param translations a service worker cannot load modules later (https://github.com/w3c/ServiceWorker/issues/1356), so that it
 *   gives them as they are
 */
export function translated<const English extends object>(
  english: English,
  translations: Readonly<Record<Translation, Source<English>>>,
): Words<English> {
  const current = { ...(english as Words<English>) }
  folders.push(async (language) => {
    Object.assign(current, language === 'en' ? english : await wordsOf(translations[language]))
  })
  return current
}

async function wordsOf<English>(source: Source<English>): Promise<Words<English>> {
  return (typeof source === 'function' ? await source() : source).words
}

/** Puts the texts of every folder that this page has into a language. */
export async function translateAll(language: Language): Promise<void> {
  await Promise.all(folders.map((translate) => translate(language)))
}
