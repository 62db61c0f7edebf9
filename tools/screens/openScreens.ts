import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright'
import { dist } from '../dist.ts'
import { openBrowser } from '../openBrowser.ts'
import { cameraScenes } from './cameraScenes.ts'
import { loadVerifierScenes } from './loadVerifierScenes.ts'
import { makeGallery } from './makeGallery.ts'
import { optionsScenes } from './optionsScenes.ts'
import { popupScenes } from './popupScenes.ts'

/** Where a screen is seen, and how large. */
export const sizes = {
  camera: { width: 480, height: 772 },
  verifier: { width: 720, height: 900 },
  popup: { width: 360, height: 600 },
  options: { width: 900, height: 900 },
} as const
export type Place = keyof typeof sizes

export interface Screens {
  /** Every screen and its place. */
  readonly all: ReadonlyMap<string, Place>
  /** Where it is shown, one after the other. */
  readonly page: Page
  /** Shows a screen, in the size of its place, and waits until it is still. */
  readonly show: (name: string) => Promise<void>
  /** Puts the extension into a language. */
  readonly speak: (language: string) => Promise<void>
  close(): Promise<void>
}

const verifier = 'http://verifier.localhost'

/**
 * Opens a browser with the built extension, and shows every screen of it and of the verifier with their own parts and styles,
 * without a camera and without a verifier: each is at the same moment each time.
 */
export async function openScreens(executablePath: string): Promise<Screens> {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-screens-'))
  const extension = join(folder, 'extension')
  await makeGallery(join(dist, 'chromium'), extension)
  const pages = await loadVerifierScenes(folder)
  const browser = await openBrowser({ executablePath, headless: true, extension })
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  const style = await readFile(join(dist, 'server', 'page', 'page.css'), 'utf8')
  await page.route(`${verifier}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1)
    if (path === 'assets/page.css') await route.fulfill({ contentType: 'text/css', body: style })
    // What the page's script would do belongs to a moment of its own.
    else if (path in pages) await route.fulfill({ contentType: 'text/html; charset=utf-8', body: pages[path] ?? '' })
    else await route.abort()
  })
  const fonts = await Promise.all([400, 600, 700].map(async (weight) => [weight, await fontOf(weight)] as const))
  const all = new Map<string, Place>([
    ...Object.keys(cameraScenes).map((name) => [name, 'camera'] as const),
    ...Object.keys(pages).map((name) => [name, 'verifier'] as const),
    ...Object.keys(popupScenes).map((name) => [name, 'popup'] as const),
    ...Object.keys(optionsScenes).map((name) => [name, 'options'] as const),
  ])
  const addressOf = (name: string, place: Place): string => {
    const own = `chrome-extension://${browser.extensionId ?? ''}`
    if (place === 'verifier') return `${verifier}/${name}`
    return `${own}/gallery-${place}.html#${name}`
  }
  return {
    all,
    page,
    show: async (name) => {
      const place = all.get(name)
      if (place === undefined) throw new Error(`There is no screen "${name}"`)
      await page.setViewportSize(sizes[place])
      // A page of the same address but for what is behind `#` would stay.
      await page.goto('about:blank')
      await page.goto(addressOf(name, place))
      if (place === 'verifier') await page.locator('h1, h2, button').first().waitFor()
      else await page.locator('html[data-shown]').waitFor({ state: 'attached' })
      await page.evaluate(useFont, fonts)
      // A window that has just come takes no agreement for a moment, and its button is another one then.
      await page.locator('[data-kind=moment]').waitFor({ state: 'detached' })
    },
    speak: async (language) => {
      await page.goto(addressOf('options', 'options'))
      // Until then what is stored may be upgraded.
      await page.locator('h1').first().waitFor()
      await page.evaluate(
        (chosen) => (globalThis as unknown as WithChrome).chrome.storage.local.set({ settings: { language: chosen } }),
        language,
      )
    },
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** What is used here of what Chromium gives the extension’s pages. */
interface WithChrome {
  chrome: { storage: { local: { set(items: Record<string, unknown>): Promise<void> } } }
}

async function fontOf(weight: number): Promise<string> {
  const family = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans/package.json'))
  return (await readFile(join(family, 'files', `noto-sans-latin-${weight}-normal.woff2`))).toString('base64')
}

/** In the page: the same font on every computer, and two pictures painted with it. */
async function useFont(fonts: readonly (readonly [weight: number, base64: string])[]): Promise<void> {
  for (const [weight, base64] of fonts) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const font = new FontFace('Screens', bytes, { weight: `${weight}` })
    document.fonts.add(await font.load())
  }
  document.documentElement.style.setProperty('--font', 'Screens, sans-serif')
  await document.fonts.ready
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)
}
