import type { Context } from 'koa'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages, writingOf } from '../../extension/words/languages.ts'
import { english } from '../../server/words/english.ts'
import { Sentences } from '../../server/words/sentencesOf.ts'
import { wordsFor, type PageWords } from '../../server/words/wordsFor.ts'
import { openBrowser, type Browser } from '../verifier/browser.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { openWorld, type World } from '../verifier/world.ts'

const translations = languages.filter((language) => language !== 'en')

/** What a browser is shown that asks for one language. */
function wordsIn(language: string): PageWords {
  const accepts = (spoken: string[]): string | false => spoken.includes(language) && language
  return wordsFor({ acceptsLanguages: accepts as Context['acceptsLanguages'], vary: () => {} })
}

/** Every text by its key, with a mark in the place of what it is said of. */
function flat(texts: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]: [string, unknown]) => {
      if (typeof text === 'function') return [[path + key, (text as (of: number) => string)(77)] as const]
      return typeof text === 'object' && text !== null
        ? [...flat(text, `${path}${key}.`)]
        : [[path + key, String(text)] as const]
    }),
  )
}

describe.each(translations)('the pages in %s', (language) => {
  const original = flat(english)
  const { texts: words, ...spoken } = wordsIn(language)

  it('are there as in the extension, from the same side', () => {
    expect(spoken).toEqual({ language, writing: writingOf(language) })
  })

  it('say everything that they say in English, of the same, and nothing of it in English', () => {
    const own = flat(words)
    expect([...own.keys()]).toEqual([...original.keys()])
    // By chance, or because it is a name.
    const alike = language === 'de' ? ['Website', 'Code:'] : []
    for (const [key, text] of own) {
      const said = original.get(key) ?? ''
      expect(text.trim(), key).not.toBe('')
      expect(text.includes('77'), key).toBe(said.includes('77'))
      expect(text.endsWith('…'), key).toBe(said.endsWith('…'))
      if (!alike.includes(text)) expect(text, key).not.toBe(said)
      expect(text, key).not.toMatch(/\b(?:the|your|with|this|that|not|are|you|it|from|when)\b/i)
      if (language === 'ar') expect(text.replaceAll('ZAuth', ''), key).not.toMatch(/\p{Script=Latin}/u)
    }
  })
})

describe('a page of the verifier', () => {
  let world: World
  let browser: Browser
  /** The page of a sign-in. */
  let page: string

  beforeAll(async () => {
    world = await openWorld()
    const website = await createRelyingParty(world.issuer)
    browser = openBrowser()
    const arrived = await browser.follow((await website.begin('polyglot')).url.href, world.issuer)
    if (arrived instanceof URL) throw new Error(`Unexpected address ${arrived.href}`)
    page = arrived.url
  })
  afterAll(() => world.close())

  it.each([
    ['de', 'de', 'ltr'],
    ['fr-CA,fr;q=0.9,en;q=0.5', 'fr', 'ltr'],
    ['tlh, es;q=0.8, en;q=0.7', 'es', 'ltr'],
    ['en;q=0.2, ar-EG', 'ar', 'rtl'],
    ['tlh-US, tlh', 'en', 'ltr'],
    ['*', 'en', 'ltr'],
    ['de;q=0, <script>alert(1)</script>, constructor, __proto__', 'en', 'ltr'],
  ])('for who prefers %s is in %s, and its script says the same', async (accepted, language, writing) => {
    const { texts } = wordsIn(language)
    const shown = await browser.get(page, { 'accept-language': accepted })
    // What keeps pages in between must not give one person another's language.
    expect(shown.headers.get('vary')).toMatch(/accept-language/i)
    const html = await shown.text()
    expect(html).toContain(`<html lang="${language}" dir="${writing}">`)
    expect(html).toContain(`<h1>${texts.headings.enrol}</h1>`)
    const [, block = ''] = /<script type="application\/json" id="sentences">(.*?)<\/script>/.exec(html) ?? []
    expect(v.parse(Sentences, JSON.parse(block)).states).toEqual(texts.states)
    const lost = await (await browser.get(`${world.issuer}/nothing`, { 'accept-language': accepted })).text()
    expect(lost).toContain(texts.errors.not_found)
    expect(lost).toContain(`<html lang="${language}" dir="${writing}">`)
  })

  it('tells programs of an error in English, whatever they prefer: it is by its code that they go', async () => {
    const answer = await fetch(`${world.issuer}/v1/nothing`, { headers: { 'accept-language': 'de' } })
    expect(await answer.json()).toMatchObject({ error: 'not_found', message: english.errors.not_found })
  })
})
