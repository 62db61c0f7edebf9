import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { differences } from '../../tools/screens/differences.ts'
import { boxesFile, kept, pictureOf, schemes } from '../../tools/screens/kept.ts'
import { Boxes, lookOf, type Look } from '../../tools/screens/lookOf.ts'
import { useScreens } from './useScreens.ts'

const screens = useScreens()
const boxes = v.parse(v.record(v.string(), Boxes), JSON.parse(await readFile(boxesFile, 'utf8')))
const documented = async (name: string, scheme: (typeof schemes)[number]): Promise<Look> => ({
  boxes: boxes[name] ?? [],
  picture: await readFile(pictureOf(name, scheme)),
})

describe('the screens in the documents', () => {
  test.each(kept)('show %s as it is, light and dark; npm run screenshots takes them anew', async (name) => {
    const { page, show } = screens()
    await show(name)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      expect(await differences(await documented(name, colorScheme), await lookOf(page)), colorScheme).toEqual([])
    }
  })
})

describe('a screen that is broken', () => {
  const breaks: Record<string, () => unknown> = {
    'has lost its style': () => {
      for (const sheet of [...document.styleSheets]) sheet.disabled = true
    },
    'has its words above the picture': () =>
      document.querySelector<HTMLElement>('.words')?.style.setProperty('order', '-1'),
    'has its button out of sight': () => document.querySelector('footer')?.style.setProperty('margin-bottom', '-60px'),
    'shows no picture': () => document.querySelector('video')?.removeAttribute('data-live'),
    'is of another colour': () => document.documentElement.style.setProperty('--ground', '#c0d0f0'),
    'is dark where it should be light': () => (document.documentElement.dataset['theme'] = 'dark'),
    'lacks a button': () => document.querySelector('footer button')?.remove(),
  }
  test.each(Object.entries(breaks))('is told from the one in the documents when it %s', async (_, damage) => {
    const { page, show } = screens()
    await page.emulateMedia({ colorScheme: 'light' })
    await show('looking')
    await page.evaluate(damage)
    expect(await differences(await documented('looking', 'light'), await lookOf(page))).not.toEqual([])
  })
})
