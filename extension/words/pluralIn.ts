import type { Language } from './languages.ts'

/** The forms of a language besides `other`, for whole numbers below a million (CLDR, language plural rules). */
interface Forms {
  readonly en: 'one'
  readonly de: 'one'
  readonly fr: 'one'
  readonly es: 'one'
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many'
}

/** How a language says a sentence for a number of things. */
export function pluralIn<L extends Language>(
  language: L,
): (count: number, sentences: Readonly<Record<Forms[L], string>> & { readonly other: string }) => string {
  const rules = new Intl.PluralRules(language)
  return (count, sentences) => {
    const all: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = sentences
    return all[rules.select(count)] ?? sentences.other
  }
}
