import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { narrowSizes } from './narrowSizes.ts'
import { useScreens } from './useScreens.ts'
import { whatIsLost } from './whatIsLost.ts'

/** Everything of WCAG 2.2 A and AA that axe checks, and what its authors recommend beyond. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const media = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const

const screens = useScreens()

describe('on every screen', () => {
  /** What is wrong, by what it is held to. */
  const found = { axe: [] as string[], cut: [] as string[], pressed: [] as string[], moving: [] as string[] }
  let moved = 0

  // Each screen is shown once: that is what takes the time.
  beforeAll(async () => {
    const { all, page, show } = screens()
    for (const [name, place] of all) {
      await show(name)
      moved += await page.evaluate(running)
      for (const [how, emulated] of Object.entries(media)) {
        await page.emulateMedia(emulated)
        await page.evaluate(settle)
        const { violations } = await axeFor(page, how).analyze()
        for (const { id, nodes } of violations)
          found.axe.push(`${name}, ${how}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
      }
      // Nothing fades either when colours change from then on. What fades from the last change is ended before.
      await page.evaluate(settle)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.evaluate(settle)
      await page.emulateMedia({ colorScheme: null, forcedColors: null })
      if ((await page.evaluate(running)) > 0) found.moving.push(name)
      await page.emulateMedia({ reducedMotion: null })
      for (const fault of [...(await page.evaluate(tooSmall)), ...(await withoutFocusRing(page))])
        found.pressed.push(`${name}: ${fault}`)
      for (const size of narrowSizes(place)) {
        await page.setViewportSize(size)
        for (const lost of await page.evaluate(whatIsLost)) found.cut.push(`${name} at ${size.width}: ${lost}`)
      }
    }
  }, 900_000)

  test('axe finds nothing that breaks WCAG 2.2 AA, light, dark or in forced colours', () => {
    expect(found.axe).toEqual([])
  })

  test('nothing is cut off or scrolls sideways at 200 %, or in a window 320 pixels wide', () => {
    expect(found.cut).toEqual([])
  })

  test('what is pressed measures 24 pixels at least, and shows when it has the focus', () => {
    expect(found.pressed).toEqual([])
  })

  test('nothing moves for who asked for less motion, while something does for everybody else', () => {
    expect(found.moving).toEqual([])
    expect(moved).toBeGreaterThan(0)
  })
})

/**
 * What looks at a screen, in light first. Only colours differ between light, dark and forced colours: for the rest one look is enough. No
 * screen has a frame, so that nothing has to be put together in a page of its own.
 */
function axeFor(page: Page, how: string): AxeBuilder {
  if (how === 'light') return new AxeBuilder({ page }).setLegacyMode().withTags(tags)
  // It is in the page since then.
  const axe = new AxeBuilder({ page, axeSource: 'void 0' })
  return axe.setLegacyMode().withRules(['color-contrast', 'link-in-text-block'])
}

/** In the page: ends what fades from one colour to another. */
function settle(): void {
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
}

/** In the page: how many animations run. */
function running(): number {
  return document.getAnimations().filter(({ playState }) => playState === 'running').length
}

/** In the page: WCAG 2.2 §2.5.8. What is in a label, or a link in a sentence, is as large as that. */
function tooSmall(): string[] {
  const pressed = [...document.querySelectorAll<HTMLElement>('button, select, summary, input, a')]
  return pressed
    .filter((element) => element.checkVisibility() && !element.matches('li a, p a'))
    .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width < 24 || box.height < 24)
    .map(({ element, box }) => `${element.outerHTML.slice(0, 60)} is ${box.width} × ${box.height}`)
}

/** Goes through the page by the keyboard. */
async function withoutFocusRing(page: Page): Promise<string[]> {
  const missing: string[] = []
  const seen = new Set<string>()
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const place = [...document.querySelectorAll('*')].indexOf(element)
      return {
        what: `${place} ${element.outerHTML.slice(0, 60)}`,
        ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      }
    })
    if (focused === null || seen.has(focused.what)) break
    seen.add(focused.what)
    if (!focused.ring) missing.push(`${focused.what} shows no focus`)
  }
  return missing
}
