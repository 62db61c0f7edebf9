import { icon, quiet, restart } from '../extension/extensionBrowser.ts'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import ts from 'typescript'
import { afterEach, describe, expect, test } from 'vitest'
import { changePending } from '../../extension/background/changePending.ts'
import { changeSettings } from '../../extension/storage/settings/changeSettings.ts'
import { languageNames, languages, writingOf } from '../../extension/words/languages.ts'
import { localeOf } from '../../extension/words/localeOf.ts'
import { dayOf, numberOf, timeOf } from '../../extension/words/formats.ts'
import { pluralIn } from '../../extension/words/pluralIn.ts'
import { setCurrentLocale } from '../../extension/words/currentLocale.ts'
import { anOffer } from '../extension/anOffer.ts'

const source = join(import.meta.dirname, '..', '..', 'extension')
const files = (await readdir(source, { recursive: true })).sort()
const translations = languages.filter((language) => language !== 'en')

interface Texts {
  readonly [key: string]: string | ((...parts: readonly number[]) => string) | Texts
}
/** Parts of sentences that can be found again in any of them. */
const parts = [11, 22, 33, 44]

/** Every text of a folder by its key, with numbers in the place of what it is said of. */
function flat(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]) => {
      if (typeof text === 'object') return [...flat(text, `${path}${key}.`)]
      return [[path + key, typeof text === 'string' ? text : text(...parts)]]
    }),
  )
}

async function load(file: string, name: 'english' | 'words'): Promise<Map<string, string>> {
  const module = (await import(join(source, file))) as Record<string, Texts | undefined>
  const texts = module[name]
  if (!texts) throw new Error(`${file} has no ${name}`)
  return flat(texts)
}

/** The English of each folder, and what its translations are called. */
const sources = [
  { file: 'words/sentenceOf.ts', name: 'errors' },
  ...files.filter((file) => basename(file) === 'words.ts').map((file) => ({ file, name: basename(dirname(file)) })),
]

/** What is the same in another language, by chance or because it is a name. */
const alike: Partial<Record<(typeof translations)[number], readonly string[]>> = {
  de: ['11 in 22', 'Name', 'Passphrase', 'Version'],
  fr: ['Licence', 'Options', 'Version'],
}

/** Words that are English and nothing else in the language. */
const telling = /\b(?:the|your|with|this|that|not|are|you|it|of|to|from|when)\b/i
/** Names that are written in Latin letters in every language. */
const latin = /\b(?:ZAuth|WebGPU|WebGL|WebAssembly|Firefox)\b/g

describe.each(translations)('in %s', (language) => {
  test.each(sources)(
    'every text of $file is there, says something, and says it of the same',
    async ({ file, name }) => {
      const english = await load(file, 'english')
      const words = await load(`words/${language}/${name}.ts`, 'words')
      expect([...words.keys()]).toEqual([...english.keys()])
      for (const [key, text] of words) {
        const original = english.get(key) ?? ''
        expect(text.trim(), key).not.toBe('')
        expect(text, key).toBe(text.trim())
        expect(partsIn(text), key).toEqual(partsIn(original))
        expect(text.endsWith('…'), key).toBe(original.endsWith('…'))
      }
    },
  )

  test.each(sources)('no text of $file was left in English', async ({ file, name }) => {
    const english = await load(file, 'english')
    for (const [key, text] of await load(`words/${language}/${name}.ts`, 'words')) {
      if (!alike[language]?.includes(text)) expect(text, key).not.toBe(english.get(key))
      expect(text, key).not.toMatch(telling)
      if (language === 'ar') expect(text.replaceAll(latin, ''), key).not.toMatch(/\p{Script=Latin}/u)
    }
  })

  test('there are no texts of a folder that is gone', async () => {
    const names = (await readdir(join(source, 'words', language))).map((file) => basename(file, '.ts'))
    expect(names.sort()).toEqual(sources.map(({ name }) => name).sort())
  })

  test('the browser is told what the extension is called and does', async () => {
    const [english, own] = await Promise.all(
      ['en', language].map(
        async (locale) =>
          JSON.parse(await readFile(join(source, '_locales', locale, 'messages.json'), 'utf8')) as Record<
            string,
            { message: string }
          >,
      ),
    )
    expect(Object.keys(own ?? {})).toEqual(Object.keys(english ?? {}))
    expect(own?.['description']?.message).not.toBe(english?.['description']?.message)
    // The limit of the Chrome Web Store.
    expect(own?.['description']?.message.length).toBeLessThanOrEqual(132)
  })
})

function partsIn(text: string): number[] {
  return parts.filter((part) => text.includes(String(part)))
}

describe('what the extension says', () => {
  test('stands in its words, and nowhere in its components', async () => {
    const found: string[] = []
    for (const file of files.filter((name) => name.endsWith('.tsx'))) {
      const tree = ts.createSourceFile(file, await readFile(join(source, file), 'utf8'), ts.ScriptTarget.Latest, true)
      const visit = (node: ts.Node): void => {
        const text = textShownBy(node)
        if (text !== null && /\p{L}/u.test(text.replaceAll('ZAuth', ''))) found.push(`${file}: ${text.trim()}`)
        node.forEachChild(visit)
      }
      visit(tree)
    }
    expect(found).toEqual([])
  })

  test('stands in no page before it is known in which language', async () => {
    for (const file of files.filter((name) => name.endsWith('.html'))) {
      const page = await readFile(join(source, file), 'utf8')
      expect(page.replaceAll(/<[^>]*>|ZAuth/g, '').trim(), file).toBe('')
      expect(page, file).not.toMatch(/\b(?:alt|title|aria-label|placeholder)="[^"]*\p{L}/u)
    }
  })

  test('is laid out from start to end, so that it can be read from right to left', async () => {
    const physical =
      /(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|float: (?:left|right)|^\s*(?:left|right):/m
    // Four values of which the second and the fourth, right and left, differ.
    const uneven = /(?:margin|padding|inset): \S+ (\S+) \S+ (?!\1;)\S+;/
    for (const file of files.filter((name) => name.endsWith('.css'))) {
      const style = await readFile(join(source, file), 'utf8')
      expect(style, file).not.toMatch(physical)
      expect(style, file).not.toMatch(uneven)
    }
  })
})

/** The text that a node of a component shows to the person; null if it shows none. */
function textShownBy(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text
  if (!ts.isStringLiteralLike(node)) return null
  const { parent } = node
  if (ts.isJsxAttribute(parent))
    return /^(?:alt|title|label|placeholder|aria-(?:label|description|roledescription|valuetext))$/.test(
      parent.name.getText(),
    )
      ? node.text
      : null
  // A child, or what a child is where a condition holds.
  let child: ts.Node = node
  while (
    (ts.isConditionalExpression(child.parent) && child.parent.condition !== child) ||
    (ts.isBinaryExpression(child.parent) &&
      child.parent.right === child &&
      /^(?:&&|\|\||\?\?)$/.test(child.parent.operatorToken.getText()))
  )
    child = child.parent
  return ts.isJsxExpression(child.parent) && !ts.isJsxAttribute(child.parent.parent) ? node.text : null
}

describe('the language', () => {
  test('is the one that the person chose, whatever her browser prefers', () => {
    expect(localeOf('ar', ['de-AT', 'en'])).toEqual({ language: 'ar', tag: 'ar' })
  })

  test('is the first of her browser’s that ZAuth speaks, otherwise', () => {
    expect(localeOf(null, ['tlh-US', 'fr-CA', 'de'])).toEqual({ language: 'fr', tag: 'fr-CA' })
    expect(localeOf(null, ['tlh-US'])).toEqual({ language: 'en', tag: 'en' })
    expect(localeOf(null, [])).toEqual({ language: 'en', tag: 'en' })
  })

  test('is not one that ZAuth no longer speaks', () => {
    expect(localeOf('tlh', ['es-MX'])).toEqual({ language: 'es', tag: 'es-MX' })
  })

  test('keeps the region of the browser, which writes numbers and dates in its own way', () => {
    expect(localeOf('de', ['en-US', 'de-CH'])).toEqual({ language: 'de', tag: 'de-CH' })
  })

  test('has its own name in the list, and its direction', () => {
    for (const language of languages)
      expect(new Intl.DisplayNames(language, { type: 'language' }).of(language)?.toLowerCase()).toBe(
        languageNames[language].toLowerCase(),
      )
    expect(languages.filter((language) => writingOf(language) === 'rtl')).toEqual(['ar'])
  })
})

test('the icon says in the language that is chosen what waits, as soon as it is chosen', async () => {
  restart()
  const offer = anOffer()
  await import('../../extension/background/main.ts')
  await changePending(() => [{ offer, tabId: 7, state: 'offered', windowId: null }])
  expect(icon.title).toBe('ZAuth: a sign-in is waiting')
  await changeSettings({ language: 'de' })
  await quiet()
  expect(icon.title).toBe('ZAuth: Eine Anmeldung wartet')
  await changeSettings({ language: null })
  await quiet()
  expect(icon.title).toBe('ZAuth: a sign-in is waiting')
})

describe('numbers and dates', () => {
  afterEach(() => setCurrentLocale({ language: 'en', tag: 'en' }))
  const noon = new Date(2026, 10, 25, 15, 4)

  test.each([
    ['en', 'en-GB', '1,234.5', '25 November 2026', '15:04'],
    ['en', 'en-US', '1,234.5', 'November 25, 2026', '03:04 PM'],
    ['de', 'de', '1.234,5', '25. November 2026', '15:04'],
    ['fr', 'fr', '1 234,5', '25 novembre 2026', '15:04'],
    ['es', 'es-MX', '1,234.5', '25 de noviembre de 2026', '03:04 p.m.'],
    ['ar', 'ar-EG', '١٬٢٣٤٫٥', '٢٥ نوفمبر ٢٠٢٦', '٠٣:٠٤ م'],
  ] as const)('are written as in %s (%s)', (language, tag, number, day, time) => {
    const spaced = (text: string): string => text.replaceAll(/\s/g, ' ')
    setCurrentLocale({ language, tag })
    expect(spaced(numberOf(1234.5))).toBe(number)
    expect(spaced(dayOf(noon))).toBe(day)
    expect(spaced(timeOf(noon))).toBe(time)
  })

  test('choose the form that a language has for so many things', () => {
    const days = pluralIn('ar')
    const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }
    expect([0, 1, 2, 3, 11, 100].map((count) => days(count, forms))).toEqual(Object.values(forms))
    expect([0, 1, 2].map((count) => pluralIn('fr')(count, { one: 'jour', other: 'jours' }))).toEqual([
      'jour',
      'jour',
      'jours',
    ])
    expect([0, 1, 2].map((count) => pluralIn('de')(count, { one: 'Tag', other: 'Tage' }))).toEqual([
      'Tage',
      'Tag',
      'Tage',
    ])
  })
})
