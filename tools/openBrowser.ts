import { chromium, type BrowserContext } from 'playwright'
import { allowedKey } from '../extension/permission/allowedKey.ts'
import { verifierPattern } from '../extension/permission/verifierPattern.ts'

export interface BrowserOptions {
  readonly executablePath: string
  readonly headless: boolean
  /** The folder of the unpacked extension, if one is to be installed. */
  readonly extension: string | null
  /** The folder of another unpacked extension, one without a service worker, that is installed beside it. */
  readonly other?: string
  /** A fake webcam's file; the computer's own camera without it. */
  readonly webcam?: string
  /** What the person says when a page asks for the fake webcam. */
  readonly camera?: 'allow' | 'deny'
  /** Further arguments for Chromium. */
  readonly arguments?: readonly string[]
  /** A profile that outlives the browser; a fresh one that goes with it otherwise. */
  readonly profile?: string
}

/** A Chromium with the extension in it. */
export interface Browser {
  readonly context: BrowserContext
  /** Null without the extension. */
  readonly extensionId: string | null
  /** What the person does by "Allow" in the popup and then in the browser's prompt, which a headless browser cannot show: lets the
   * extension work with a verifier. */
  grant(issuer: string): Promise<void>
  close(): Promise<void>
  /** Kills its process, which gets to save and to say nothing, and waits until it is gone. */
  crash(): Promise<void>
}

/** Starts Chromium and waits until the extension's service worker runs. */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const context = await chromium.launchPersistentContext(options.profile ?? '', {
    executablePath: options.executablePath,
    headless: options.headless,
    viewport: null,
    args: [...argumentsFor(options), ...(options.arguments ?? [])],
    // Playwright turns extensions off otherwise.
    ignoreDefaultArgs: ['--disable-extensions'],
    // `npm start` ends what it began by itself.
    handleSIGINT: false,
    handleSIGTERM: false,
  })
  // Computers that run tests may have a lot to do.
  context.setDefaultTimeout(60_000)
  try {
    const extensionId = options.extension === null ? null : await idOfExtension(context)
    return {
      context,
      extensionId,
      grant: (issuer) => grant(context, extensionId, issuer),
      close: () => context.close(),
      crash: () => crash(context),
    }
  } catch (error) {
    await context.close()
    throw error
  }
}

function argumentsFor({ extension, other, webcam, camera = 'allow', headless }: BrowserOptions): string[] {
  const extensions = [extension, other].flatMap((folder) => folder ?? []).join(',')
  return [
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(extension !== null ? [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`] : []),
    ...(webcam
      ? [
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-video-capture=${webcam}`,
          camera === 'allow' ? '--use-fake-ui-for-media-stream' : '--use-fake-ui-for-media-stream=deny',
        ]
      : []),
    ...(headless ? ['--hide-scrollbars', '--screen-info={1280x960}'] : []),
    // Nothing but what is asked for goes over the network.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-pings',
  ]
}

async function crash(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  const main = processInfo.find(({ type }) => type === 'browser')
  if (!main) throw new Error('Chromium does not name its process')
  const gone = context.waitForEvent('close')
  process.kill(main.id, 'SIGKILL')
  await gone
}

async function idOfExtension(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  return new URL(worker.url()).host
}

/** What is used here of what Chromium gives its own extensions page and the extension's pages. */
interface WithChrome {
  chrome: {
    developerPrivate: { addHostPermission(extensionId: string, pattern: string): Promise<void> }
    permissions: Record<'contains' | 'request', (permissions: { origins: string[] }) => Promise<boolean>>
    storage: { local: { set(items: Record<string, unknown>): Promise<void> } }
  }
}

async function grant(context: BrowserContext, extensionId: string | null, issuer: string): Promise<void> {
  if (extensionId === null) throw new Error('There is no extension to grant anything to')
  const pattern = verifierPattern(issuer)
  const page = await context.newPage()
  await page.goto(`chrome-extension://${extensionId}/popup.html`)
  await page.evaluate(
    (key) => (globalThis as unknown as WithChrome).chrome.storage.local.set({ [key]: true }),
    allowedKey(issuer),
  )
  const ask = async (what: 'contains' | 'request'): Promise<boolean> =>
    await page.evaluate(
      ([asked, origin]) => (globalThis as unknown as WithChrome).chrome.permissions[asked]({ origins: [origin] }),
      [what, pattern] as const,
    )
  // A profile that is opened again has it already.
  if (!(await ask('contains'))) {
    const settings = await context.newPage()
    await settings.goto('chrome://extensions', { waitUntil: 'commit' })
    // Chromium then answers the extension's request without a prompt.
    await settings.evaluate(
      ([id, origin]) => (globalThis as unknown as WithChrome).chrome.developerPrivate.addHostPermission(id, origin),
      [extensionId, pattern] as const,
    )
    await settings.close()
    if (!(await ask('request'))) throw new Error(`Chromium did not grant ${pattern}`)
  }
  await page.close()
}
