import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { languageNames, languages, writingOf, type Language } from '../../extension/words/languages.ts'
import { openOwnPage } from './openOwnPage.ts'
import { useStage } from './stage.ts'
import { cameraWindows } from './worker.ts'

/** What pages say first, by language. */
const said: Record<Language, { options: string; agree: string }> = {
  en: { options: 'ZAuth options', agree: 'I agree' },
  de: { options: 'ZAuth-Einstellungen', agree: 'Ich stimme zu' },
  fr: { options: 'Options de ZAuth', agree: 'J’accepte' },
  es: { options: 'Opciones de ZAuth', agree: 'Acepto' },
  ar: { options: 'خيارات ZAuth', agree: 'أوافق' },
}

describe('in each language', () => {
  const stage = useStage()

  test('the camera window says everything as soon as it is chosen, from the right side, and nothing is cut off', async () => {
    const camera = await stage.openWindow('ada')
    await camera.locator('body[data-state=consent]').waitFor()
    const options = await openPage('options.html')
    for (const language of languages) {
      await choose(options, language)
      await camera.getByRole('button', { name: said[language].agree, exact: true }).waitFor()
      await isLaidOut(camera, language)
    }
    await choose(options, 'ar')
    await options.close()
  })

  test('a person enrols from right to left, and her camera window turns by itself', async () => {
    const [camera] = cameraWindows(stage.browser)
    if (!camera) throw new Error('The camera window is gone')
    await camera.getByRole('button', { name: said.ar.agree }).click()
    await camera.locator('body[data-state=preview]').waitFor()
    await camera.getByRole('status').filter({ hasText: 'هل هذا أنت، وتظهر بوضوح؟' }).waitFor()
    await isLaidOut(camera, 'ar')
    await camera.getByRole('button', { name: 'استخدام هذه الصور' }).click()
    await camera.locator('body[data-state=codes]').waitFor()
    const codes = camera.getByRole('list', { name: 'رموز الاسترداد' }).locator('code')
    expect(await codes.count()).toBe(10)
    // Groups of digits and of letters keep their order.
    expect(await codes.first().evaluate((code) => getComputedStyle(code).direction)).toBe('ltr')
    await isLaidOut(camera, 'ar')
    await camera.getByRole('button', { name: 'احتفظت بها' }).click()
    await stage.page.waitForURL((url) => url.origin === stage.world.site.url)
  })

  test('the popup and the options page show her account, and nothing is cut off at their narrowest', async () => {
    const options = await openPage('options.html')
    await options.setViewportSize({ width: 480, height: 800 })
    const popup = await openPage('popup.html')
    await popup.setViewportSize({ width: 360, height: 600 })
    await popup.getByText('Harbour Books').first().waitFor()
    for (const language of languages) {
      await choose(options, language)
      await popup.locator(`html[lang=${language}]`).waitFor()
      await isLaidOut(options, language)
      await isLaidOut(popup, language)
    }
    await popup.close()
    await choose(options, 'ar')
    await options.close()
  })

  test('a page that is opened shows nothing before it has the language and its direction', async () => {
    const popup = await openPage('popup.html')
    await popup.addInitScript(() => {
      const first = new MutationObserver(() => {
        if (!document.querySelector('body > *')) return
        first.disconnect()
        const { lang, dir } = document.documentElement
        document.documentElement.dataset['first'] = `${lang} ${dir}`
      })
      first.observe(document, { childList: true, subtree: true })
    })
    await popup.reload()
    await popup.locator('html[data-first="ar rtl"]').waitFor()
    await popup.close()
  })

  test('an error is told in that language, too', async () => {
    const camera = await openPage('camera.html?ticket=of-nobody')
    await camera.getByRole('status').filter({ hasText: 'تسجيل الدخول هذا غير معروف هنا.' }).waitFor()
    await isLaidOut(camera, 'ar')
    await camera.close()
  })

  async function openPage(name: string): Promise<Page> {
    const page = await openOwnPage(stage.browser, name)
    await page.locator('main').waitFor()
    return page
  }

  async function choose(options: Page, language: Language): Promise<void> {
    await options.locator('select').filter({ hasText: languageNames.ar }).selectOption(language)
    await options.locator(`html[lang=${language}]`).waitFor()
    expect(await options.title()).toBe(said[language].options)
  }
})

/** Checks that a page is written in a language, in its direction, and shows all of it. */
async function isLaidOut(page: Page, language: Language): Promise<void> {
  const root = await page.evaluate(() => {
    const { lang, dir } = document.documentElement
    return { lang, dir }
  })
  expect(root).toEqual({ lang: language, dir: writingOf(language) })
  expect(await cutOff(page), `${language} ${page.url()}`).toEqual([])
}

/** What of a page is too wide for it: the page itself, an element of it, or a text of ours; names from outside may be cut. */
async function cutOff(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const root = document.documentElement
    const found = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} > ${root.clientWidth}`] : []
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { left, right, width } = element.getBoundingClientRect()
      if (width <= 1 || element.closest('.host, .heard, .mirror, svg, [hidden]')) continue
      const isOut = left < -1 || right > root.clientWidth + 1
      const isCut = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
      if (isOut || isCut) found.push(`${element.tagName} ${element.className}: ${element.innerText.slice(0, 60)}`)
    }
    return found
  })
}
