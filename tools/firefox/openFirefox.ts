import { createInterface } from 'node:readline'
import { launch, type Browser, type Page } from 'puppeteer-core'
import manifest from '../../manifest.json' with { type: 'json' }
import { allowedKey } from '../../extension/permission/allowedKey.ts'
import { verifierPattern } from '../../extension/permission/verifierPattern.ts'
import { waitFor } from './waitFor.ts'

/** Under which Firefox serves the extension's pages; by itself it takes another in each profile. */
const host = 'f1a7c0de-0000-4000-8000-000000000001'
const { id } = manifest.browser_specific_settings.gecko

/** A Firefox with the extension in it. */
export interface Firefox {
  /** The tab that the person uses. */
  readonly page: Page
  /** What pages and the extension's background script wrote into their consoles as errors, and what the extension threw. */
  readonly complaints: readonly string[]
  pages(): Promise<Page[]>
  /** Opens a page of the extension in a tab. */
  openOwnPage(file: `${string}.html`): Promise<Page>
  /** What the person does by "Allow" in the popup and then in the browser's question: lets the extension work with a verifier. */
  grant(issuer: string): Promise<void>
  /** The camera window that the extension opens; to be called before what makes it open. */
  cameraWindow(): Promise<Page>
  close(): Promise<void>
}

/**
 * Starts a Firefox without a window, in a fresh profile.
 *
 * @param extensionDir the unpacked extension
 */
export async function openFirefox(executablePath: string, extensionDir: string): Promise<Firefox> {
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // Pages of extensions are out of reach otherwise.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: host }),
      // What a person is asked: whether this extension may work with that host, and whether it may use the camera.
      'extensions.webextOptionalPermissionPrompts': false,
      'media.navigator.permission.disabled': true,
      'media.navigator.streams.fake': true,
      // What goes wrong in the extension's pages and its background script is not told by WebDriver, but may be printed.
      'browser.dom.window.dump.enabled': true,
      'devtools.console.stdout.content': true,
      'devtools.console.stdout.chrome': false,
    },
  })
  try {
    await browser.installExtension(extensionDir)
    const [page = await browser.newPage()] = await browser.pages()
    const complaints = complaintsOf(browser)
    const openOwnPage = async (file: string): Promise<Page> => {
      // Firefox opens a tab in the window that is in front, and a camera window that is done is about to close.
      await waitFor(async () => (await Promise.all((await browser.pages()).map(isCameraWindow))).every((is) => !is))
      await page.bringToFront()
      const opened = await browser.newPage()
      // Firefox does not tell Puppeteer when a page of an extension has loaded.
      void opened.goto(`moz-extension://${host}/${file}`, { timeout: 0 }).catch(() => undefined)
      await waitFor(() => isShowing(opened, file))
      return opened
    }
    return {
      page,
      complaints,
      pages: () => browser.pages(),
      openOwnPage,
      grant: async (issuer) => {
        const popup = await openOwnPage('popup.html')
        await popup.evaluate(
          async (key, pattern) => {
            const own = globalThis as unknown as OwnPage
            await own.browser.storage.local.set({ [key]: true })
            // Firefox hears such a request in answer to a click only.
            own.granted = new Promise((resolve, reject) =>
              addEventListener(
                'click',
                () => void own.browser.permissions.request({ origins: [pattern] }).then(resolve, reject),
                { once: true },
              ),
            )
          },
          allowedKey(issuer),
          verifierPattern(issuer),
        )
        await popup.mouse.click(1, 1)
        const granted = await popup.evaluate(() => (globalThis as unknown as OwnPage).granted)
        await popup.close()
        if (!granted) throw new Error(`Firefox did not grant ${issuer}`)
      },
      cameraWindow: () => openedPage(browser, 'camera.html'),
      close: () => browser.close(),
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}

/** What is used here of what Firefox gives the extension's pages. */
interface OwnPage {
  granted: Promise<boolean>
  readonly browser: {
    permissions: { request(permissions: { origins: string[] }): Promise<boolean> }
    storage: { local: { set(items: Record<string, unknown>): Promise<void> } }
  }
}

/** Lines of what Firefox prints, from now on, that tell of an error. */
function complaintsOf(browser: Browser): readonly string[] {
  const complaints: string[] = []
  const process = browser.process()
  for (const stream of [process?.stdout, process?.stderr])
    if (stream)
      createInterface(stream).on('line', (line) => {
        // Firefox's own modules put their name before what they say.
        // Firefox's own modules put their name before what they say.
        if (/^(console\.error: (?!\w+: )|JavaScript error: moz-extension:)/.test(line)) complaints.push(line)
      })
  return complaints
}

async function openedPage(browser: Browser, file: string): Promise<Page> {
  const before = new Set(await browser.pages())
  return await waitFor(async () => {
    for (const page of await browser.pages()) if (!before.has(page) && (await isShowing(page, file))) return page
    return null
  })
}

async function isCameraWindow(page: Page): Promise<boolean> {
  return await isShowing(page, 'camera.html')
}

/** Whether a tab shows this page of the extension, with its scripts run. (Puppeteer does not know the address.) */
async function isShowing(page: Page, file: string): Promise<boolean> {
  return await page
    .evaluate((path) => location.pathname === path && document.readyState === 'complete', `/${file}`)
    // On its way from one page to the next.
    .catch(() => false)
}
