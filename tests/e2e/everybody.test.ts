import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { cameraScenes } from '../../tools/screens/cameraScenes.ts'
import { sizes, type Place } from '../../tools/screens/openScreens.ts'
import { useScreens } from './useScreens.ts'

/** Everything of WCAG 2.2 A and AA that axe checks, and what its authors recommend beyond. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const media = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const
/** WCAG 2.2 §1.4.10: a window of 1280 pixels at 400 %. */
const narrow = 320

const screens = useScreens()

/** How small a page may become. The popup grows with what is in it, the browser with the popup. */
function narrowSizes(place: Place): readonly { readonly width: number; readonly height: number }[] {
  const { width, height } = sizes[place]
  return place === 'popup'
    ? [sizes.popup]
    : [
        { width: width / 2, height: height / 2 },
        { width: narrow, height: 640 },
      ]
}

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
      await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: 'reduce' })
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

describe('from right to left', () => {
  test('nothing is cut off or scrolls sideways either, at 200 % or in a window 320 pixels wide', async () => {
    const { all, page, show, speak } = screens()
    const cut: string[] = []
    await speak('ar')
    for (const [name, place] of all) {
      // The verifier’s pages have no language of the extension’s.
      if (place === 'verifier') continue
      await show(name)
      expect(await page.locator('html').getAttribute('dir'), name).toBe('rtl')
      for (const size of narrowSizes(place)) {
        await page.setViewportSize(size)
        for (const lost of await page.evaluate(whatIsLost)) cut.push(`${name} at ${size.width}: ${lost}`)
      }
    }
    await speak('en')
    expect(cut).toEqual([])
  }, 900_000)
})

describe('who hears the camera window', () => {
  test('hears each thing to do once, in its order, and nothing while the advice wavers', async () => {
    const { page, show } = screens()
    await show('starting')
    const heard = await page.evaluate(listen)
    expect(heard).toEqual([
      'One moment…',
      'Look into the camera',
      'Come a little closer',
      'Hold still',
      'Comparing under encryption…',
      'Recognised',
    ])
  })

  test('hears each movement once, in its order, and not how far it has come', async () => {
    const { page, show } = screens()
    await show('starting')
    expect(await page.evaluate(listenToMovements)).toEqual([
      'Look straight ahead',
      'Turn your head to your left',
      'And back to the middle',
      'Wait for the next one',
      'Lift your chin',
      'Look into the camera',
      'Lift your chin',
      'And back to the middle',
      'Well done. Look straight ahead',
    ])
  })

  test('is told at once what went wrong, with what to do about it', async () => {
    const { page, show } = screens()
    await show('failed-again')
    const spoken = await page.locator('[aria-live=polite]').allInnerTexts()
    expect(spoken).toEqual(['No camera was found.', 'Connect a camera, then try again.'])
  })

  test('has a name for every picture and control, in each of its moments', async () => {
    const { page, show } = screens()
    for (const name of Object.keys(cameraScenes)) {
      await show(name)
      const tree = await page.locator('body').ariaSnapshot()
      expect(tree, name).toMatch(/heading ".+"/)
      expect(tree, name).not.toMatch(/- (button|checkbox|combobox|img|link)( \[|:|$)/m)
    }
  })
})

/**
 * What looks at a screen. Only colours differ between light, dark and forced colours: for the rest one look is enough.
 */
function axeFor(page: Page, how: string): AxeBuilder {
  const axe = new AxeBuilder({ page })
  return how === 'light' ? axe.withTags(tags) : axe.withRules(['color-contrast', 'link-in-text-block'])
}

/** In the page: ends what fades from one colour to another. */
function settle(): void {
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
}

/** In the page: how many animations run. */
function running(): number {
  return document.getAnimations().filter(({ playState }) => playState === 'running').length
}

/** In the page: what is wider than the window, or cut off inside of something that does not scroll. */
function whatIsLost(): string[] {
  const lost: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) lost.push(`the page is ${scrollWidth} wide`)
  for (const element of document.querySelectorAll<HTMLElement>(
    'main, section, dl, ol, ul, p, button, a, label, h1, h2, td',
  )) {
    // A long name is cut on purpose, and whole in its title; what only moves in a circle is as large as its circle.
    if (!element.checkVisibility() || element.closest('[title], .heard, .stage')) continue
    const { left, right } = element.getBoundingClientRect()
    if (left < -1 || right > clientWidth + 1) lost.push(`${element.tagName} “${element.innerText.slice(0, 30)}”`)
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    const { top, bottom } = element.getBoundingClientRect()
    if (element.matches('button, a') && (top < -1 || bottom > innerHeight + 1))
      lost.push(`${element.tagName} “${element.innerText.slice(0, 30)}” cannot be scrolled to`)
  }
  return lost
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

/** In the page: plays a sign-in to the window’s screen, and returns what its live region said. */
async function listen(): Promise<string[]> {
  const { zauthScreen: screen } = globalThis as unknown as {
    zauthScreen: { show(change: object): void; see(sight: object): void }
  }
  const status = document.querySelector('[role=status]')
  const said: string[] = []
  const observer = new MutationObserver(() => said.push(status?.textContent ?? ''))
  if (status) observer.observe(status, { childList: true, characterData: true, subtree: true })
  /** Shows for a second what the camera sees, over and over. */
  const last = async (advices: readonly string[]): Promise<void> => {
    const end = performance.now() + 1000
    for (let i = 0; performance.now() < end; i++) {
      screen.see({ advice: advices[i % advices.length], towards: null, boxes: [], outline: null })
      await new Promise(requestAnimationFrame)
    }
  }
  screen.show({ phase: 'starting', note: 'One moment…' })
  await new Promise(requestAnimationFrame)
  screen.show({ phase: 'looking', note: null })
  await last(['no_face'])
  await last(['closer', 'closer', 'hold_still', 'further'])
  await last(['closer'])
  await last(['ok', 'centre'])
  await last(['ok'])
  screen.show({ phase: 'matching' })
  await new Promise(requestAnimationFrame)
  screen.show({ phase: 'done' })
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  observer.disconnect()
  return said
}

/** In the page: plays two movements of the head to the window’s screen, and returns what its live region said. */
async function listenToMovements(): Promise<string[]> {
  const { zauthScreen: screen } = globalThis as unknown as {
    zauthScreen: { show(change: object): void; see(sight: object): void }
  }
  const status = document.querySelector('[role=status]')
  const said: string[] = []
  screen.show({ phase: 'moving', advice: null, guidance: null, note: null })
  const observer = new MutationObserver(() => said.push(status?.textContent ?? ''))
  if (status) observer.observe(status, { childList: true, characterData: true, subtree: true })
  /** The movement is drawn on with each frame, as the camera sees it. */
  const last = async (state: string, step: number, wanted: string | null, advice: string): Promise<void> => {
    const frames = advice === 'ok' && state !== 'move' ? 6 : 40
    for (let i = 1; i <= frames; i++) {
      screen.see({ advice, towards: null, boxes: [], outline: null })
      screen.show({ guidance: { state, step, count: 2, wanted, completion: i / frames } })
      await new Promise(requestAnimationFrame)
    }
  }
  await last('neutral', 0, null, 'ok')
  await last('move', 0, 'left', 'look_straight')
  await last('back', 0, 'left', 'ok')
  await last('neutral', 1, null, 'ok')
  await last('move', 1, 'up', 'ok')
  await last('move', 1, 'up', 'no_face')
  await last('move', 1, 'up', 'ok')
  await last('back', 1, 'up', 'ok')
  await last('done', 2, null, 'ok')
  await new Promise(requestAnimationFrame)
  observer.disconnect()
  return said
}
